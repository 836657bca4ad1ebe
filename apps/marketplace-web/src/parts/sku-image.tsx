/** Owns the small picture of a SKU; without one, or when it cannot be had, a plain place stands for it. */
import { Center } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './sku-image.module.css';

export function SkuImage({ url }: { readonly url: string | null }) {
  const [broken, setBroken] = useState<string>();
  if (url === null || broken === url)
    return (
      <Center className={classes['place'] ?? ''} aria-hidden>
        <IconPhoto size={18} />
      </Center>
    );
  return <img className={classes['image']} src={url} alt="" loading="lazy" onError={() => setBroken(url)} />;
}
