/** Owns the attributes of the default browse tree. */
import type { TaxonomyAttribute } from '../taxonomy-rows.store.ts';

const chosen = (attributeId: number, description: string, values: string, variant = false): TaxonomyAttribute => ({
  attributeId,
  description,
  freeText: false,
  variant,
  values: values.split('|'),
  units: [],
  validation: null,
});

const measured = (
  attributeId: number,
  description: string,
  units: string,
  { variant = false, min = 0, max = 100_000 }: { variant?: boolean; min?: number; max?: number } = {},
): TaxonomyAttribute => ({
  attributeId,
  description,
  freeText: true,
  variant,
  values: [],
  units: units === '' ? [] : units.split('|'),
  validation: { data_type: units === '' ? 'integer' : 'decimal', min_value: min, max_value: max },
});

const written = (attributeId: number, description: string, variant = false): TaxonomyAttribute => ({
  attributeId,
  description,
  freeText: true,
  variant,
  values: [],
  units: [],
  validation: null,
});

const COLORS =
  'Beige|Black|Blue|Brown|Clear|Copper|Cream|Gold|Green|Grey|Multi-Colored|Navy|Orange|Pink|Purple|Red|Silver|Tan|Teal|White|Yellow';
const LETTER_SIZES = 'XXS|XS|S|M|L|XL|XXL|3XL|4XL';
const SHOE_SIZES = '4|4.5|5|5.5|6|6.5|7|7.5|8|8.5|9|9.5|10|10.5|11|11.5|12|13|14|15';

/** By the name that the tree uses. The numbers stay what they are: merchants' files hold them. */
export const defaultAttributes = {
  color: chosen(7001, 'Color Family', COLORS),
  colorName: written(7002, 'Color Name', true),
  material: chosen(
    7003,
    'Material',
    'Acrylic|Aluminum|Bamboo|Canvas|Cast Iron|Ceramic|Cotton|Enamel|Fleece|Glass|Latex|Leather|Linen|Nylon|Paper|Plastic|Polyester|Rubber|Silicone|Silk|Stainless Steel|Steel|Stone|Suede|Synthetic|Titanium|Wood|Wool',
  ),
  pattern: chosen(7004, 'Pattern', 'Animal|Camouflage|Check|Dots|Floral|Geometric|Graphic|Plaid|Solid|Stripes'),
  sizeLetter: chosen(7005, 'Size', LETTER_SIZES, true),
  sizeShoe: chosen(7006, 'Shoe Size', SHOE_SIZES, true),
  widthShoe: chosen(7007, 'Shoe Width', 'Narrow|Medium|Wide|Extra Wide', true),
  gender: chosen(7008, 'Gender', 'Boys|Girls|Men|Unisex|Women'),
  ageGroup: chosen(7009, 'Age Group', 'Newborn|Infant|Toddler|Kids|Teens|Adults'),
  length: measured(7010, 'Length', 'in|ft|cm|m'),
  width: measured(7011, 'Width', 'in|ft|cm|m'),
  height: measured(7012, 'Height', 'in|ft|cm|m'),
  capacity: measured(7013, 'Capacity', 'fl oz|qt|gal|ml|l', { variant: true }),
  weight: measured(7014, 'Net Weight', 'oz|lb|g|kg', { variant: true }),
  count: measured(7015, 'Count', '', { variant: true, min: 1, max: 1_000_000 }),
  pieces: measured(7016, 'Number of Pieces', '', { min: 1, max: 100_000 }),
  power: measured(7017, 'Power', 'W|kW|hp'),
  voltage: measured(7018, 'Voltage', 'V', { max: 1_000 }),
  powerSource: chosen(7019, 'Power Source', 'Battery|Corded Electric|Gas|Manual|Rechargeable|Solar|USB'),
  batteryType: chosen(7020, 'Battery Type', 'AA|AAA|C|D|9V|Button Cell|Lithium Ion|None'),
  flavor: written(7021, 'Flavor', true),
  scent: written(7022, 'Scent', true),
  diet: chosen(7023, 'Diet', 'Dairy Free|Gluten Free|Kosher|None|Organic|Sugar Free|Vegan|Vegetarian'),
  skinType: chosen(7024, 'Skin Type', 'All|Combination|Dry|Normal|Oily|Sensitive'),
  hairType: chosen(7025, 'Hair Type', 'All|Coily|Curly|Fine|Straight|Wavy'),
  petSize: chosen(7026, 'Pet Size', 'All|Extra Large|Large|Medium|Small'),
  lifeStage: chosen(7027, 'Life Stage', 'Adult|All|Puppy or Kitten|Senior'),
  screenSize: measured(7028, 'Screen Size', 'in|cm', { variant: true, max: 200 }),
  storage: measured(7029, 'Storage Capacity', 'MB|GB|TB', { variant: true }),
  connectivity: chosen(7030, 'Connectivity', 'Bluetooth|Ethernet|HDMI|None|USB|USB-C|Wi-Fi|Wired'),
  compatibility: written(7031, 'Compatible With'),
  players: measured(7032, 'Most Players', '', { min: 1, max: 1_000 }),
  minimumAge: measured(7033, 'Minimum Age', 'months|years', { max: 216 }),
  format: chosen(7034, 'Format', 'Audio CD|Blu-ray|Digital|DVD|Hardcover|Paperback|Spiral Bound|Vinyl'),
  language: chosen(7035, 'Language', 'English|French|German|Italian|Portuguese|Spanish'),
  author: written(7036, 'Author or Artist'),
  sheets: measured(7037, 'Sheets', '', { min: 1, max: 100_000 }),
  bedSize: chosen(7038, 'Bed Size', 'Twin|Twin XL|Full|Queen|King|California King', true),
  threadCount: measured(7039, 'Thread Count', '', { min: 50, max: 2_000 }),
  finish: chosen(7040, 'Finish', 'Antique|Brushed|Chrome|Glossy|Matte|Natural|Painted|Polished'),
  assembly: chosen(7041, 'Assembly Required', 'Yes|No'),
  dishwasherSafe: chosen(7042, 'Dishwasher Safe', 'Yes|No'),
  people: measured(7043, 'Sleeps or Serves', '', { min: 1, max: 1_000 }),
  season: chosen(7044, 'Season', 'All|Fall|Spring|Summer|Winter'),
  fit: chosen(7045, 'Fit', 'Athletic|Loose|Regular|Relaxed|Slim'),
  metal: chosen(7046, 'Metal', 'Brass|Gold|Platinum|Rose Gold|Silver|Stainless Steel|Titanium'),
  stone: chosen(7047, 'Stone', 'Amethyst|Cubic Zirconia|Diamond|Emerald|None|Opal|Pearl|Ruby|Sapphire'),
  ringSize: chosen(7048, 'Ring Size', '4|5|6|7|8|9|10|11|12|13', true),
  strength: chosen(7049, 'Strength', 'Regular|Extra|Maximum'),
  vehicle: written(7050, 'Vehicle Fit'),
} as const satisfies Readonly<Record<string, TaxonomyAttribute>>;
