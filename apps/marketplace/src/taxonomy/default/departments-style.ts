/** Owns the default tree's departments of clothing, care and what one wears. */
import { aisle, type Department } from './tree.ts';

export const styleDepartments: readonly Department[] = [
  {
    id: 4_500_000,
    name: 'Care',
    attributes: ['scent', 'count'],
    aisles: [
      aisle(
        'Bath & Body',
        ['skinType'],
        [
          { name: 'Body Care', attributes: ['capacity'] },
          { name: 'Bath Linen & Candles', attributes: ['color', 'material'] },
        ],
      ),
      aisle(
        'Skin',
        ['skinType', 'capacity'],
        ['Face Creams', 'Cleansers', { name: 'Sun Care', taxCode: 'SPF Suncare Products' }],
      ),
      aisle(
        'Hair',
        ['hairType', 'capacity'],
        ['Shampoo', 'Conditioner', 'Styling', { name: 'Brushes & Combs', attributes: ['material'] }],
      ),
      aisle('Mouth', ['flavor', 'strength'], ['Toothpaste', 'Tooth Brushes', 'Mouthwash'], 'Oral Care Products'),
      aisle('Make-Up', ['colorName', 'skinType'], ['Lips', 'Eyes', 'Nails', 'Foundation']),
      aisle('Shaving', ['skinType'], ['Razors & Blades', 'Shaving Cream', 'After Shave']),
    ],
  },
  {
    id: 5_100_000,
    name: 'Health',
    attributes: ['count', 'strength'],
    aisles: [
      aisle('Vitamins', ['flavor', 'diet'], ['Multivitamins', 'Minerals', 'Protein & Fitness'], 'Dietary Supplements'),
      aisle('Medicine Cabinet', ['ageGroup'], ['Pain Relief', 'Cold & Allergy', 'Digestion'], 'OTC Medication'),
      aisle(
        'First Aid',
        ['material'],
        ['Bandages', 'First Aid Kits', { name: 'Thermometers', taxCode: 'Thermometers' }],
        'Bandages and First Aid Kits',
      ),
      aisle(
        'Mobility & Support',
        ['sizeLetter'],
        ['Braces', 'Canes & Walkers', 'Compression Wear'],
        'Braces and Supports',
      ),
    ],
  },
  {
    id: 5_200_000,
    name: 'Women',
    taxCode: 'General Clothing',
    attributes: ['color', 'colorName', 'material', 'pattern', 'sizeLetter', 'fit', 'season'],
    aisles: [
      aisle("Women's Tops", [], ['Blouses', 'Tees', 'Sweaters', 'Sweatshirts']),
      aisle("Women's Bottoms", ['length'], ['Jeans', 'Skirts', 'Leggings', 'Shorts']),
      aisle("Women's Dresses & Suits", ['length'], ['Casual Dresses', 'Evening Dresses', 'Jumpsuits']),
      aisle("Women's Outerwear", [], ['Coats', 'Jackets', 'Vests']),
      aisle(
        "Women's Underwear & Sleep",
        [],
        ['Underwear', 'Socks & Tights', 'Pajamas', { name: 'Swimwear', taxCode: 'Bathing Suits' }],
      ),
    ],
  },
  {
    id: 5_300_000,
    name: 'Men',
    taxCode: 'General Clothing',
    attributes: ['color', 'colorName', 'material', 'pattern', 'sizeLetter', 'fit', 'season'],
    aisles: [
      aisle("Men's Tops", [], ['Dress Shirts', 'Casual Shirts', 'T-Shirts', 'Pullovers']),
      aisle("Men's Bottoms", ['length'], ['Denim', 'Trousers', 'Work Pants', "Men's Shorts"]),
      aisle("Men's Outerwear", [], ["Men's Coats", "Men's Jackets", "Men's Vests"]),
      aisle(
        "Men's Underwear & Sleep",
        [],
        ['Briefs & Boxers', "Men's Socks", "Men's Sleepwear", { name: "Men's Swimwear", taxCode: 'Bathing Suits' }],
      ),
    ],
  },
  {
    id: 5_400_000,
    name: 'Children & Baby',
    attributes: ['color', 'ageGroup', 'gender'],
    aisles: [
      aisle(
        "Children's Clothing",
        ['sizeLetter', 'material', 'season'],
        ["Children's Tops", "Children's Bottoms", "Children's Outerwear"],
        'General Clothing',
      ),
      aisle(
        "Babies' Clothing",
        ['sizeLetter', 'material'],
        ['Bodysuits', 'Sleepers', 'Hats & Mittens'],
        'Infant Clothing',
      ),
      aisle(
        'Diapers & Changing',
        ['count'],
        [
          { name: 'Diapers', taxCode: 'Disposable Infant Diapers' },
          { name: 'Wipes', taxCode: 'Disposable Wipes' },
          'Changing Pads',
        ],
      ),
      aisle(
        'On the Road',
        ['material', 'weight'],
        [{ name: 'Car Seats', taxCode: 'Car Seats' }, 'Strollers', 'Carriers'],
      ),
      aisle(
        'Feeding',
        ['capacity', 'material'],
        ['Bottles', 'Bibs & Plates', { name: 'Breast Pumps', taxCode: 'Breast Pumps' }],
        'Baby Supplies',
      ),
    ],
  },
  {
    id: 5_500_000,
    name: 'Shoes & Bags',
    attributes: ['color', 'colorName', 'material'],
    aisles: [
      aisle(
        "Women's Shoes",
        ['sizeShoe', 'widthShoe'],
        ["Women's Boots", 'Flats & Loafers', 'Heels', "Women's Sneakers", "Women's Sandals"],
      ),
      aisle(
        "Men's Shoes",
        ['sizeShoe', 'widthShoe'],
        ["Men's Boots", 'Dress Shoes', "Men's Sneakers", "Men's Sandals"],
      ),
      aisle(
        "Children's Shoes",
        ['sizeShoe', 'ageGroup'],
        ["Children's Sneakers", "Children's Boots", "Children's Sandals"],
      ),
      aisle('Bags & Luggage', ['capacity', 'height'], ['Handbags', 'Backpacks', 'Suitcases', 'Wallets']),
    ],
  },
  {
    id: 5_600_000,
    name: 'Jewelry & Watches',
    attributes: ['color', 'gender'],
    aisles: [
      aisle(
        'Jewelry',
        ['metal', 'stone'],
        [{ name: 'Rings', attributes: ['ringSize'] }, 'Necklaces', 'Earrings', 'Bracelets'],
      ),
      aisle('Watches', ['material', 'batteryType'], ['Dress Watches', 'Sports Watches', 'Watch Bands']),
      aisle('Glasses', ['material'], ['Sunglasses', 'Reading Glasses', 'Cases & Cloths']),
    ],
  },
];
