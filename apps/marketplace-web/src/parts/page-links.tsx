/** Owns the links between the pages of one thing; they are scrolled sideways where they do not fit. */
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ReactNode, type Ref, useEffect, useRef } from 'react';
import classes from './page-links.module.css';

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly ref?: Ref<HTMLAnchorElement>;
}

const PageAnchor = (props: AnchorProps) => <a {...props} className={classes['page']} />;

export const PageLink = createLink(PageAnchor);

export interface PageLinksProps {
  /** For screen readers: whose pages they are. */
  readonly label: string;
  /** The address of the page that is shown: its link comes into sight. */
  readonly shown: string;
  readonly children: ReactNode;
}

export function PageLinks({ label, shown, children }: PageLinksProps) {
  const links = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each other page another link is the active one
  useEffect(() => {
    const active = links.current?.querySelector('[data-status="active"]');
    active?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <nav ref={links} className={classes['pages']} aria-label={label}>
      {children}
    </nav>
  );
}
