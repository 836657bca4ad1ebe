/** Owns the default tree's departments of work, play, technology, food and animals. */
import { aisle, type Department } from './tree.ts';

export const leisureDepartments: readonly Department[] = [
  {
    id: 4_200_000,
    name: 'Outdoors',
    attributes: ['color', 'material', 'season'],
    aisles: [
      aisle('Camping', ['weight'], [{ name: 'Tents & Packs', attributes: ['people', 'capacity'] }, 'Camp Gear']),
      aisle(
        'Cycling',
        ['sizeLetter'],
        ['Bicycles', { name: 'Cycling Helmets', taxCode: 'Helmets' }, 'Bicycle Parts', 'Bicycle Locks'],
      ),
      aisle(
        'Water',
        ['length'],
        [{ name: 'Kayaks & Canoes', taxCode: 'Non-Motorized Boats' }, 'Paddles', 'Life Vests'],
      ),
      aisle('Snow', ['length'], ['Skis & Boards', 'Sleds', { name: 'Snow Helmets', taxCode: 'Helmets' }]),
      aisle(
        'Fitness',
        ['weight', 'length'],
        [
          'Weights',
          'Yoga',
          'Exercise Machines',
          { name: 'Sportswear', attributes: ['sizeLetter'], taxCode: 'Athletic Clothing' },
        ],
      ),
      aisle('Team Sports', ['ageGroup'], ['Soccer', 'Basketball', 'Baseball']),
    ],
  },
  {
    id: 4_300_000,
    name: 'Office',
    attributes: ['color', 'count'],
    aisles: [
      aisle('Desk', ['material'], [{ name: 'Paper & Writing', attributes: ['sheets'] }, 'On the Desk']),
      aisle('School', ['ageGroup'], ['Pencils & Crayons', 'Binders & Folders', 'School Bags']),
      aisle('Mailing', ['length', 'width'], ['Envelopes', 'Boxes', 'Tape & Labels']),
      aisle('Office Machines', ['power', 'connectivity'], ['Printers', 'Ink & Toner', 'Shredders', 'Calculators']),
    ],
  },
  {
    id: 4_400_000,
    name: 'Toys',
    attributes: ['minimumAge', 'color'],
    aisles: [
      aisle('Play', ['material'], [{ name: 'Games & Puzzles', attributes: ['players', 'pieces'] }, 'Toys']),
      aisle('Building', ['pieces'], ['Building Bricks', 'Model Kits', 'Wooden Blocks']),
      aisle(
        'Dolls & Figures',
        ['height'],
        ['Dolls', 'Action Figures', 'Soft Toys', { name: 'Costumes', attributes: ['sizeLetter'], taxCode: 'Costumes' }],
      ),
      aisle('Vehicles', ['powerSource', 'batteryType'], ['Toy Cars', 'Trains', 'Remote Control']),
      aisle('Making', ['pieces'], ['Craft Kits', 'Drawing & Painting', 'Modelling Clay']),
      aisle('Playground', ['weight'], ['Swings & Slides', 'Ride-On Toys', 'Water & Sand']),
    ],
  },
  {
    id: 5_700_000,
    name: 'Electronics',
    attributes: ['color', 'connectivity'],
    aisles: [
      aisle(
        'Computers',
        ['screenSize', 'storage'],
        ['Laptops', 'Desktops', 'Tablets', 'Monitors'],
        'General Taxable Product',
      ),
      aisle('Computer Parts', ['storage', 'compatibility'], ['Drives', 'Keyboards & Mice', 'Cables', 'Routers']),
      aisle('Phones', ['screenSize', 'storage', 'compatibility'], ['Mobile Phones', 'Phone Cases', 'Chargers']),
      aisle('Sound', ['power', 'batteryType'], ['Headphones', 'Speakers', 'Record Players']),
      aisle('Television', ['screenSize'], ['Televisions', 'Streaming Players', 'Wall Mounts']),
      aisle('Cameras', ['storage', 'batteryType'], ['Digital Cameras', 'Lenses', 'Tripods & Bags']),
    ],
  },
  {
    id: 5_800_000,
    name: 'Books, Music & Film',
    attributes: ['format', 'language', 'author'],
    aisles: [
      aisle('Books', ['sheets'], ['Fiction', 'Biography & History', "Children's Books", 'Cooking & Home', 'Textbooks']),
      aisle('Music', [], ['Pop & Rock', 'Classical', 'Jazz & Blues']),
      aisle('Film', [], ['Feature Films', 'Series', 'Documentaries']),
      aisle('Instruments', ['material'], ['Guitars', 'Keyboards', 'Drums', 'Strings & Picks']),
    ],
  },
  {
    id: 5_900_000,
    name: 'Food',
    taxCode: 'General Grocery Items',
    attributes: ['weight', 'count', 'diet', 'flavor'],
    aisles: [
      aisle('Pantry', [], ['Pasta & Rice', 'Oils & Vinegar', 'Spices', 'Canned Food', 'Baking Supplies']),
      aisle('Breakfast', [], ['Cereal', 'Spreads & Honey', 'Pancake Mix']),
      aisle(
        'Snacks',
        [],
        [
          'Chips & Nuts',
          { name: 'Chocolate & Sweets', taxCode: 'Candy' },
          { name: 'Wafers & Filled Bars', taxCode: 'Candy with Flour' },
        ],
      ),
      aisle(
        'Drinks',
        ['capacity'],
        [
          'Coffee',
          'Tea',
          { name: 'Still Water', taxCode: 'Bottled Water Plain' },
          { name: 'Sparkling Water', taxCode: 'Sparkling Water' },
          { name: 'Soft Drinks', taxCode: 'Carbonated Soft Drinks' },
          { name: 'Juice Drinks', taxCode: 'Beverages with 51 to 99 Percent Juice' },
        ],
      ),
    ],
  },
  {
    id: 6_000_000,
    name: 'Pets',
    attributes: ['petSize', 'lifeStage'],
    aisles: [
      aisle(
        'Dogs',
        ['color'],
        [
          { name: 'Dog Food', attributes: ['weight', 'flavor'], taxCode: 'Pet Foods' },
          'Leashes & Collars',
          'Dog Beds',
          'Dog Toys',
        ],
      ),
      aisle(
        'Cats',
        ['color'],
        [
          { name: 'Cat Food', attributes: ['weight', 'flavor'], taxCode: 'Pet Foods' },
          'Litter',
          'Scratching Posts',
          'Cat Toys',
        ],
      ),
      aisle(
        'Small Animals & Fish',
        ['capacity'],
        ['Cages', 'Aquariums', { name: 'Feed', attributes: ['weight'], taxCode: 'Pet Foods' }],
      ),
      aisle(
        'Pet Health',
        ['strength'],
        [{ name: 'Flea & Tick', taxCode: 'OTC Pet Meds' }, 'Grooming', 'Supplements for Pets'],
      ),
    ],
  },
  {
    id: 6_100_000,
    name: 'Automotive',
    attributes: ['vehicle', 'material', 'color'],
    aisles: [
      aisle('Inside', [], ['Floor Mats', 'Seat Covers', 'Organizers']),
      aisle('Outside', ['length'], ['Wipers', 'Roof Racks', 'Car Covers']),
      aisle('Care & Fluids', ['capacity'], ['Oil & Coolant', 'Car Wash', 'Wax & Polish']),
      aisle('Parts', ['power', 'voltage'], ['Batteries', 'Bulbs & Lights', 'Filters', 'Brakes']),
    ],
  },
];
