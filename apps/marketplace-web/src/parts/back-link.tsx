/** Owns the way back above a page's title. */
import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

interface BackProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children'> {
  readonly label: ReactNode;
  readonly ref?: Ref<HTMLAnchorElement>;
}

const Back = ({ label, ...props }: BackProps) => (
  <Anchor size="sm" {...props}>
    <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {label}
  </Anchor>
);

export const BackLink = createLink(Back);
