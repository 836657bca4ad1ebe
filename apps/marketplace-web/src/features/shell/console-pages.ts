/** Owns the pages that stand in the navigation: what they are called, where they are, and which keys lead there. */
import { IconBinaryTree2, IconBuildingStore, IconClockHour4, IconMovie, IconShoppingCart } from '@tabler/icons-react';

export const consolePages = [
  { name: 'Accounts', to: '/accounts', keys: 'g a', Icon: IconBuildingStore },
  { name: 'Worlds', to: '/worlds', keys: 'g w', Icon: IconClockHour4 },
  { name: 'Taxonomies', to: '/taxonomies', keys: 'g t', Icon: IconBinaryTree2 },
  { name: 'Shoppers', to: '/shoppers', keys: 'g s', Icon: IconShoppingCart },
  { name: 'Scenarios', to: '/scenarios', keys: 'g c', Icon: IconMovie },
] as const;
