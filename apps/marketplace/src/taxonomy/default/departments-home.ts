/** Owns the default tree's departments around the house. */
import { aisle, type Department } from './tree.ts';

export const homeDepartments: readonly Department[] = [
  {
    id: 4_100_000,
    name: 'Kitchen',
    attributes: ['color', 'colorName', 'material'],
    aisles: [
      aisle(
        'Cooking & Table',
        ['dishwasherSafe'],
        [
          { name: 'Cups, Kettles & Bowls', attributes: ['capacity'] },
          { name: 'Pans', attributes: ['capacity', 'length'] },
          'Kitchen Tools',
          { name: 'Storage', attributes: ['capacity', 'pieces'] },
        ],
      ),
      aisle(
        'Baking',
        ['dishwasherSafe', 'pieces'],
        ['Cake & Muffin Tins', 'Baking Sheets & Racks', 'Rolling Pins & Cutters'],
      ),
      aisle(
        'Small Appliances',
        ['power', 'voltage', 'capacity'],
        ['Blenders & Mixers', 'Coffee Makers', 'Toasters & Ovens', 'Kettles with a Plug'],
      ),
      aisle('Knives & Boards', ['length', 'pieces'], ['Kitchen Knives', 'Knife Sets', 'Cutting Boards']),
      aisle('Table Linen', ['pattern', 'length', 'width'], ['Tablecloths', 'Napkins & Mats', 'Kitchen Towels']),
    ],
  },
  {
    id: 4_600_000,
    name: 'Bedroom & Bath Linen',
    attributes: ['color', 'colorName', 'material', 'pattern'],
    aisles: [
      aisle(
        'Bedding',
        ['bedSize', 'threadCount'],
        ['Sheets', 'Comforters & Duvets', 'Quilts & Blankets', 'Mattress Pads'],
      ),
      aisle('Pillows', ['count'], ['Bed Pillows', 'Decorative Pillows', 'Pillow Cases']),
      aisle('Towels', ['length', 'width', 'count'], ['Bath Towels', 'Hand Towels', 'Beach Towels']),
      aisle('Bath', ['length', 'width'], ['Shower Curtains', 'Bath Mats', 'Robes']),
    ],
  },
  {
    id: 4_700_000,
    name: 'Furniture',
    attributes: ['color', 'material', 'length', 'width', 'height', 'assembly'],
    aisles: [
      aisle('Living Room', ['finish'], ['Sofas', 'Arm Chairs', 'Coffee Tables', 'Media Stands']),
      aisle(
        'Bedroom',
        ['finish'],
        [
          'Dressers',
          'Nightstands',
          { name: 'Bed Frames', attributes: ['bedSize'] },
          { name: 'Mattresses', attributes: ['bedSize'] },
        ],
      ),
      aisle('Dining Room', ['finish', 'people'], ['Dining Tables', 'Dining Chairs', 'Sideboards']),
      aisle('Work Room', ['finish'], ['Desks', 'Desk Chairs', 'Bookcases']),
    ],
  },
  {
    id: 4_800_000,
    name: 'Home & Decoration',
    attributes: ['color', 'material', 'length', 'width'],
    aisles: [
      aisle('Rugs & Curtains', ['pattern'], ['Area Rugs', 'Door Mats', 'Curtains', 'Blinds']),
      aisle('Lighting', ['power', 'finish'], ['Table Lamps', 'Floor Lamps', 'Ceiling Lights', 'Bulbs']),
      aisle('Walls', ['finish'], ['Mirrors', 'Picture Frames', 'Posters & Prints', 'Clocks']),
      aisle('Candles & Scents', ['scent'], ['Scented Candles', 'Diffusers', 'Candle Holders']),
    ],
  },
  {
    id: 4_900_000,
    name: 'Household',
    attributes: ['count', 'scent'],
    aisles: [
      aisle('Cleaning', ['capacity'], ['All-Purpose Cleaners', 'Dish Soap', 'Bathroom Cleaners', 'Brushes & Mops']),
      aisle('Laundry', ['capacity'], ['Detergents', 'Fabric Softeners', 'Drying Racks']),
      aisle(
        'Paper',
        ['sheets'],
        [{ name: 'Bath Tissue', taxCode: 'Toilet Paper' }, 'Paper Towels', 'Facial Tissues'],
        'Paper Products',
      ),
      aisle('Waste & Wrap', ['capacity'], ['Trash Bags', 'Food Bags & Film', 'Bins']),
      aisle(
        'Appliances',
        ['power', 'voltage', 'color'],
        ['Vacuum Cleaners', 'Irons', 'Fans & Heaters', 'Air Purifiers'],
      ),
    ],
  },
  {
    id: 5_000_000,
    name: 'Garden & Tools',
    attributes: ['material', 'color'],
    aisles: [
      aisle('Hand Tools', ['length', 'pieces'], ['Hammers & Screwdrivers', 'Saws', 'Wrenches & Pliers', 'Tool Boxes']),
      aisle(
        'Power Tools',
        ['power', 'voltage', 'powerSource'],
        ['Drills', 'Sanders', 'Power Saws', 'Batteries & Chargers'],
      ),
      aisle('Garden', ['length'], ['Garden Hand Tools', 'Hoses & Watering', 'Pots & Planters', 'Mowers & Trimmers']),
      aisle('Seeds & Soil', ['weight', 'count'], ['Vegetable Seeds', 'Flower Seeds', 'Soil & Fertilizer']),
      aisle(
        'Hardware',
        ['count', 'finish'],
        ['Screws & Nails', 'Locks & Hinges', 'Hooks & Shelving', 'Paint & Brushes'],
      ),
    ],
  },
];
