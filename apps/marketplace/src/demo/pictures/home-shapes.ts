/** Owns drawings of things for kitchen and care: simple shapes in two colours on a 400 by 400 ground. */

/** Draws in a main and a second colour. */
export type Shape = (main: string, second: string) => string;

const SHADE = 'fill="#000" fill-opacity=".12"';
const LIGHT = 'fill="#fff" fill-opacity=".35"';

const mug: Shape = (main, second) => `
<path d="M272 172h28a40 40 0 0 1 0 96h-28v-22h26a18 18 0 0 0 0-52h-26z" fill="${main}"/>
<path d="M112 140h164v128a44 44 0 0 1-44 44h-76a44 44 0 0 1-44-44z" fill="${main}"/>
<rect x="112" y="204" width="164" height="30" fill="${second}"/><rect x="112" y="140" width="164" height="12" ${LIGHT}/>
<path d="M160 116q-12-18 0-34t0-32M206 116q-12-18 0-34t0-32" fill="none" stroke="${second}" stroke-width="8" stroke-linecap="round"/>`;

const pan: Shape = (main, second) => `
<rect x="232" y="186" width="138" height="28" rx="14" fill="${second}"/><circle cx="352" cy="200" r="6" fill="#fff"/>
<circle cx="158" cy="200" r="112" fill="${main}"/><circle cx="158" cy="200" r="88" ${SHADE}/>
<path d="M96 168a74 74 0 0 1 62-40" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="10" stroke-linecap="round"/>`;

const kettle: Shape = (main, second) => `
<path d="M128 160a72 64 0 0 1 144 0" fill="none" stroke="${second}" stroke-width="20"/>
<path d="M264 214l62-54 18 20-60 92z" fill="${main}"/>
<path d="M110 172h180l22 112a32 32 0 0 1-32 36H120a32 32 0 0 1-32-36z" fill="${main}"/>
<rect x="134" y="156" width="132" height="20" rx="10" fill="${second}"/><circle cx="200" cy="146" r="14" fill="${second}"/>
<path d="M124 196l-14 84" stroke="#fff" stroke-opacity=".4" stroke-width="12" stroke-linecap="round"/>`;

const board: Shape = (main, second) => `
<rect x="104" y="92" width="192" height="248" rx="26" fill="${main}"/><rect x="180" y="52" width="40" height="56" rx="18" fill="${main}"/>
<circle cx="200" cy="76" r="10" fill="#fff"/>
<path d="M132 140v160M164 124v190M236 124v190M268 140v160" stroke="${second}" stroke-width="6" stroke-linecap="round" stroke-opacity=".6"/>`;

const jar: Shape = (main, second) => `
<rect x="124" y="72" width="152" height="44" rx="10" fill="${second}"/>
<path d="M132 116h136l20 34v146a36 36 0 0 1-36 36H148a36 36 0 0 1-36-36V150z" fill="${main}"/>
<rect x="136" y="186" width="128" height="86" rx="8" fill="#fff"/><rect x="156" y="208" width="88" height="10" rx="5" fill="${second}"/>
<rect x="170" y="232" width="60" height="8" rx="4" ${SHADE}/><path d="M130 160v130" stroke="#fff" stroke-opacity=".45" stroke-width="10" stroke-linecap="round"/>`;

const knife: Shape = (main, second) => `
<path d="M70 214L300 88q16 26-4 56L170 232z" fill="${main}"/><path d="M82 210L300 104l-6 16L150 214z" ${LIGHT}/>
<path d="M92 232l78-4 18 12-64 90a22 22 0 0 1-38-4z" fill="${second}"/><circle cx="126" cy="268" r="6" fill="#fff"/><circle cx="110" cy="296" r="6" fill="#fff"/>`;

const bowl: Shape = (main, second) => `
<ellipse cx="200" cy="176" rx="140" ry="34" fill="${second}"/>
<path d="M60 176a140 140 0 0 0 280 0q0 34-140 34T60 176z" fill="${main}"/><rect x="152" y="302" width="96" height="22" rx="8" fill="${main}"/>
<ellipse cx="200" cy="176" rx="116" ry="22" ${SHADE}/><path d="M92 228q18 44 54 62" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="10" stroke-linecap="round"/>`;

const towel: Shape = (main, second) => `
<rect x="84" y="220" width="232" height="56" rx="26" fill="${main}"/><rect x="84" y="170" width="232" height="56" rx="26" fill="${second}"/>
<rect x="84" y="120" width="232" height="56" rx="26" fill="${main}"/>
<path d="M300 148h-80M300 198h-120M300 248h-60" stroke="#fff" stroke-opacity=".55" stroke-width="8" stroke-linecap="round"/><rect x="84" y="262" width="232" height="14" rx="7" ${SHADE}/>`;

const soap: Shape = (main, second) => `
<rect x="84" y="176" width="232" height="120" rx="52" fill="${main}"/><rect x="112" y="200" width="176" height="70" rx="32" ${LIGHT}/>
<text x="200" y="248" font-family="Georgia,serif" font-size="40" text-anchor="middle" fill="${second}">savon</text>
<circle cx="116" cy="132" r="26" fill="${second}" fill-opacity=".5"/><circle cx="164" cy="108" r="16" fill="${second}" fill-opacity=".4"/><circle cx="268" cy="128" r="32" fill="${second}" fill-opacity=".35"/>`;

const candle: Shape = (main, second) => `
<path d="M200 60q34 40 0 72-34-32 0-72z" fill="#f5a623"/><path d="M200 88q16 22 0 40-16-18 0-40z" fill="#fff3c4"/>
<rect x="196" y="126" width="8" height="26" fill="#555"/><rect x="120" y="150" width="160" height="180" rx="18" fill="${main}"/>
<rect x="120" y="206" width="160" height="76" fill="#fff"/><rect x="146" y="230" width="108" height="10" rx="5" fill="${second}"/><rect x="164" y="252" width="72" height="8" rx="4" ${SHADE}/>`;

const brush: Shape = (main, second) => `
<g transform="rotate(-32 200 200)"><rect x="184" y="176" width="32" height="190" rx="16" fill="${main}"/>
<rect x="152" y="52" width="96" height="136" rx="46" fill="${main}"/>
<path d="M170 76v88M190 66v108M210 66v108M230 76v88" stroke="${second}" stroke-width="10" stroke-linecap="round"/></g>`;

const tube: Shape = (main, second) => `
<path d="M132 70h136l-20 210h-96z" fill="${main}"/><rect x="128" y="58" width="144" height="20" rx="4" ${SHADE}/>
<rect x="164" y="280" width="72" height="56" rx="10" fill="${second}"/><rect x="166" y="140" width="68" height="12" rx="6" fill="#fff"/><rect x="172" y="164" width="56" height="8" rx="4" fill="#fff" fill-opacity=".7"/>
<path d="M200 196c-20 22-20 42 0 52 20-10 20-30 0-52z" fill="${second}"/>`;

const pump: Shape = (main, second) => `
<path d="M192 66h72a16 16 0 0 1 16 16v8h-60v42h-40V78a12 12 0 0 1 12-12z" fill="${second}"/><rect x="156" y="128" width="88" height="30" rx="8" fill="${second}"/>
<rect x="116" y="156" width="168" height="184" rx="34" fill="${main}"/><rect x="142" y="206" width="116" height="84" rx="10" fill="#fff"/>
<rect x="162" y="228" width="76" height="10" rx="5" fill="${second}"/><rect x="172" y="250" width="56" height="8" rx="4" ${SHADE}/>`;

export const homeShapes = {
  mug,
  pan,
  kettle,
  board,
  jar,
  knife,
  bowl,
  towel,
  soap,
  candle,
  brush,
  tube,
  pump,
} as const;
