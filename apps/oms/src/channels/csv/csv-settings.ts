/** Owns what the CSV channel says of itself: its settings, what can be done through files, its reasons to reject. */
import { channelAbilities, type Settings } from '@jetway/oms-api';
import { type ChannelDescription, defineSetting, textSetting } from '../index.ts';

const FOLDER = 'Folder';
const WORK = 'What it does';
const FORM = 'How the files are written';

const settings = [
  defineSetting({
    key: 'csv_folder',
    label: 'csv_folder',
    help: 'Name of the folder, below the one that the operator of this program gave your organization. The test tells its full path.',
    kind: 'folder',
    required: true,
    group: FOLDER,
  }),
  defineSetting({
    key: 'csv_location',
    label: 'csv_location',
    help: 'What the place your orders ship from is called in stock files. Further places are given to locations.',
    kind: 'text',
    required: true,
    default: 'main',
    part: 'node',
    group: FOLDER,
  }),
  defineSetting({
    key: 'csv_pull_orders',
    label: 'csv_pull_orders',
    help: 'Read the files that appear in orders/, by schedule.',
    kind: 'yes-no',
    part: 'pulls-orders',
    group: WORK,
  }),
  defineSetting({
    key: 'csv_send_tracking_numbers',
    label: 'csv_send_tracking_numbers',
    help: 'Write a file into tracking/ for each parcel. Off: shipments are kept here and wait.',
    kind: 'yes-no',
    part: 'sends-tracking-numbers',
    group: WORK,
  }),
  defineSetting({
    key: 'csv_send_stock',
    label: 'csv_send_stock',
    help: 'Keep stock/stock.csv up to date: the available stock of all SKUs.',
    kind: 'yes-no',
    part: 'sends-stock',
    group: WORK,
  }),
  defineSetting({
    key: 'csv_write_answers',
    label: 'csv_write_answers',
    help: 'Write a file into answers/ when an order is accepted, rejected or cancelled in part. Off: nobody there is told.',
    kind: 'yes-no',
    group: WORK,
  }),
  defineSetting({
    key: 'csv_separator',
    label: 'csv_separator',
    help: 'What stands between two fields, in the files read and written.',
    kind: 'choice',
    choices: [
      { value: 'comma', label: 'Comma' },
      { value: 'semicolon', label: 'Semicolon' },
      { value: 'tab', label: 'Tab' },
    ],
    group: FORM,
  }),
  defineSetting({
    key: 'csv_decimal',
    label: 'csv_decimal',
    help: 'What stands before the cents of an amount.',
    kind: 'choice',
    choices: [
      { value: 'point', label: 'Point: 12.50' },
      { value: 'comma', label: 'Comma: 12,50' },
    ],
    group: FORM,
  }),
];

const done: Readonly<Partial<Record<(typeof channelAbilities)[number], string>>> = {
  'pull-orders': 'Files dropped into orders/ are read once; rows in error are told with line and column.',
  acknowledge: 'A file in answers/ says that an order was accepted.',
  reject: 'A file in answers/ says that an order was rejected, and why.',
  ship: 'A file in tracking/ for each parcel.',
  'cancel-units': 'A file in answers/ names the units that will not be shipped.',
  stock: 'stock/stock.csv always holds the stock of all SKUs, and is replaced whole.',
};

export const csvDescription: Omit<ChannelDescription, 'unavailable'> = {
  kind: 'csv',
  name: 'CSV files',
  description:
    'A shop without an API: orders come in as files in a folder, tracking numbers and stock go out the same way.',
  address: null,
  settings,
  abilities: channelAbilities.map((ability) => ({
    ability,
    can: done[ability] !== undefined,
    text: done[ability] ?? 'There is no file for it.',
  })),
  rejectReasons: [
    { value: 'other', label: 'Another reason', causes: ['other'] },
    { value: 'items', label: 'Something is wrong with an item', causes: ['items'] },
    { value: 'location', label: 'No place can ship it', causes: ['location'] },
    { value: 'fraud', label: 'Suspected fraud', causes: [] },
    { value: 'address', label: 'The address cannot be delivered to', causes: [] },
  ],
};

/** How files are written. */
export interface Dialect {
  readonly separator: ',' | ';' | '\t';
  readonly decimal: '.' | ',';
}

export interface CsvSetup extends Dialect {
  readonly folder: string;
  readonly location: string;
  readonly writesAnswers: boolean;
}

const separators = new Map<unknown, Dialect['separator']>([
  ['semicolon', ';'],
  ['tab', '\t'],
]);

export const csvSetup = (entered: Settings): CsvSetup => ({
  folder: textSetting(entered, 'csv_folder'),
  location: textSetting(entered, 'csv_location'),
  writesAnswers: entered['csv_write_answers'] !== false,
  separator: separators.get(entered['csv_separator']) ?? ',',
  decimal: entered['csv_decimal'] === 'comma' ? ',' : '.',
});
