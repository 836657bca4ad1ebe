/** Owns which pages an account has: what they are called, where they are, and which keys lead there. */
export const accountPages = [
  { name: 'Orders', to: '/accounts/$accountId/orders', keys: 'g o' },
  { name: 'Returns', to: '/accounts/$accountId/returns', keys: 'g r' },
  { name: 'Refunds', to: '/accounts/$accountId/refunds', keys: 'g e' },
  { name: 'SKUs', to: '/accounts/$accountId/skus', keys: 'g k' },
  { name: 'Files', to: '/accounts/$accountId/files', keys: 'g i' },
  { name: 'Reports', to: '/accounts/$accountId/reports', keys: 'g p' },
  { name: 'Nodes', to: '/accounts/$accountId/nodes', keys: 'g n' },
  { name: 'Settlement', to: '/accounts/$accountId/settlements', keys: 'g m' },
  { name: 'API log', to: '/accounts/$accountId/log', keys: 'g l' },
  { name: 'Faults and limits', to: '/accounts/$accountId/faults', keys: 'g f' },
  { name: 'Webhooks', to: '/accounts/$accountId/webhooks', keys: 'g h' },
  { name: 'Onboarding', to: '/accounts/$accountId/onboarding', keys: 'g b' },
] as const;
