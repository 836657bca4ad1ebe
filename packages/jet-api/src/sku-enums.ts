/** Owns the documented values of a product: statuses, code types, tax codes, price policies and statements. */
import { createMatcher } from './loose.ts';

/** States of a SKU in the product pipeline (page Single SKU Retrieval; the first in the spelling of its example). */
export const productStatuses = [
  'Available for Purchase',
  'Missing Listing Data',
  'Under Jet Review',
  'Unauthorized',
  'Excluded',
  'Archived',
] as const;
export type ProductStatus = (typeof productStatuses)[number];
export const matchProductStatus = createMatcher(productStatuses);

/** Why a SKU is in its state; several may hold at once (page Single SKU Retrieval). */
export const productSubStatuses = [
  'Missing variation information',
  'Missing title',
  'Missing shipping weight',
  'Missing price',
  'Missing image',
  'Missing category',
  'Missing brand',
  'Missing attribute value',
  'Invalid SKU identifier',
  'Invalid category',
  'Incorrect multipack quantity',
  'Additional SKU ID needed',
] as const;
export type ProductSubStatus = (typeof productSubStatuses)[number];

/** Kinds of standard product codes (page SKU Upload). */
export const productCodeTypes = ['GTIN-14', 'EAN', 'ISBN-10', 'ISBN-13', 'UPC'] as const;
export type ProductCodeType = (typeof productCodeTypes)[number];

/** The 47 product tax codes of page SKU Upload, and the one that only its example uses. A taxonomy may suggest others. */
export const taxCodes = [
  'Toilet Paper',
  'Thermometers',
  'Sweatbands',
  'SPF Suncare Products',
  'Sparkling Water',
  'Smoking Cessation',
  'Shoe Insoles',
  'Safety Clothing',
  'Pet Foods',
  'Paper Products',
  'OTC Pet Meds',
  'OTC Medication',
  'Oral Care Products',
  'Non-Motorized Boats',
  'Non Taxable Product',
  'Mobility Equipment',
  'Medicated Personal Care Items',
  'Infant Clothing',
  'Helmets',
  'Handkerchiefs',
  'Generic Taxable Product',
  'General Grocery Items',
  'General Clothing',
  'Fluoride Toothpaste',
  'Feminine Hygiene Products',
  'Durable Medical Equipment',
  'Drinks under 50 Percent Juice',
  'Disposable Wipes',
  'Disposable Infant Diapers',
  'Dietary Supplements',
  'Diabetic Supplies',
  'Costumes',
  'Contraceptives',
  'Contact Lens Solution',
  'Carbonated Soft Drinks',
  'Car Seats',
  'Candy with Flour',
  'Candy',
  'Breast Pumps',
  'Braces and Supports',
  'Bottled Water Plain',
  'Beverages with 51 to 99 Percent Juice',
  'Bathing Suits',
  'Bandages and First Aid Kits',
  'Baby Supplies',
  'Athletic Clothing',
  'Adult Diapers',
  'General Taxable Product',
] as const;
export type TaxCode = (typeof taxCodes)[number];
export const matchTaxCode = createMatcher(taxCodes);

/** Statements on choking hazards of toys (page SKU Upload); the first excludes the others. */
export const cautionaryStatements = [
  'no warning applicable',
  'choking hazard small parts',
  'choking hazard is a small ball',
  'choking hazard is a marble',
  'choking hazard contains a small ball',
  'choking hazard contains a marble',
  'choking hazard balloon',
] as const;
export type CautionaryStatement = (typeof cautionaryStatements)[number];

/** Price policies (page SKU Upload): 101 unrestricted, 102 savings hidden behind `map_price`, 103 never below the price sent. */
export const mapImplementations = ['101', '102', '103'] as const;
export type MapImplementation = (typeof mapImplementations)[number];
