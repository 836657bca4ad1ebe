/** Owns the types of shoes, each with its id (page SKU Upload V2). */
/** Types of shoes, which replace the browse node in a shoe's upload. */
export const shoeTypes = [
  { id: 37005005000, name: 'Boots' },
  { id: 37005013000, name: 'Clogs' },
  { id: 37005030000, name: 'Mules' },
  { id: 37005023000, name: 'Flats' },
  { id: 37005031001, name: 'Boat Shoes' },
  { id: 37005031000, name: 'Loafers' },
  { id: 37005032000, name: 'Oxfords' },
  { id: 37005027007, name: 'Pumps' },
  { id: 37005027000, name: 'Heels' },
  { id: 37005037000, name: 'Sandals' },
  { id: 37005043000, name: 'Slippers' },
  { id: 37005045000, name: 'Casual & Fashion Sneakers' },
  { id: 37005046000, name: 'Athletic Shoes' },
] as const;
