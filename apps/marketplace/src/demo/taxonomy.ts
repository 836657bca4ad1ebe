/** Owns the demo's browse nodes: five departments, an aisle in each, shelves in the aisles. */

interface Department {
  readonly id: number;
  readonly name: string;
  readonly aisle: string;
  readonly shelves: readonly string[];
}

const DEPARTMENTS: readonly Department[] = [
  {
    id: 4100000,
    name: 'Kitchen',
    aisle: 'Cooking & Table',
    shelves: ['Cups, Kettles & Bowls', 'Pans', 'Kitchen Tools', 'Storage'],
  },
  { id: 4200000, name: 'Outdoors', aisle: 'Camping', shelves: ['Tents & Packs', 'Camp Gear'] },
  { id: 4300000, name: 'Office', aisle: 'Desk', shelves: ['Paper & Writing', 'On the Desk'] },
  { id: 4400000, name: 'Toys', aisle: 'Play', shelves: ['Games & Puzzles', 'Toys'] },
  { id: 4500000, name: 'Care', aisle: 'Bath & Body', shelves: ['Body Care', 'Bath Linen & Candles'] },
];

/** An aisle's number follows from its department's, a shelf's from its aisle's. */
const AISLE_STEP = 1_000;

/** Browse nodes in the form of fixtures. */
export const demoTaxonomyNodes = DEPARTMENTS.flatMap(({ id, name, aisle, shelves }) => {
  const aisleId = id + AISLE_STEP;
  const aislePath = `${name}/${aisle}`;
  return [
    { id, name, path: name, parentId: 0, level: 0 },
    { id: aisleId, name: aisle, path: aislePath, parentId: id, level: 1 },
    ...shelves.map((shelf, index) => ({
      id: aisleId + index + 1,
      name: shelf,
      path: `${aislePath}/${shelf}`,
      parentId: aisleId,
      level: 2,
    })),
  ];
});
