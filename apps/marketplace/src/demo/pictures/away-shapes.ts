/** Owns drawings of things for outdoors, the office and play. */
import type { Shape } from './home-shapes.ts';

const SHADE = 'fill="#000" fill-opacity=".12"';
const LIGHT = 'fill="#fff" fill-opacity=".35"';

const tent: Shape = (main, second) => `
<path d="M200 82L352 312H48z" fill="${main}"/><path d="M200 82l152 230H248z" ${SHADE}/><path d="M200 150l62 162H138z" fill="${second}"/>
<path d="M200 150v162" stroke="#fff" stroke-opacity=".7" stroke-width="4"/><path d="M40 318h320" stroke="${second}" stroke-width="10" stroke-linecap="round"/>`;

const backpack: Shape = (main, second) => `
<path d="M160 92a40 40 0 0 1 80 0" fill="none" stroke="${second}" stroke-width="16"/><rect x="104" y="90" width="192" height="240" rx="54" fill="${main}"/>
<rect x="132" y="204" width="136" height="100" rx="20" fill="${second}"/><rect x="132" y="226" width="136" height="8" fill="#fff" fill-opacity=".6"/>
<rect x="144" y="130" width="112" height="40" rx="20" ${LIGHT}/><rect x="84" y="196" width="24" height="96" rx="12" fill="${second}"/><rect x="292" y="196" width="24" height="96" rx="12" fill="${second}"/>`;

const flask: Shape = (main, second) => `
<rect x="160" y="52" width="80" height="50" rx="10" fill="${second}"/><rect x="150" y="98" width="100" height="18" rx="6" ${SHADE}/>
<path d="M150 112h100l18 40v160a28 28 0 0 1-28 28h-80a28 28 0 0 1-28-28V152z" fill="${main}"/>
<rect x="132" y="250" width="136" height="28" fill="${second}"/><path d="M152 164v74" stroke="#fff" stroke-opacity=".5" stroke-width="12" stroke-linecap="round"/>`;

const lantern: Shape = (main, second) => `
<path d="M150 104a50 50 0 0 1 100 0" fill="none" stroke="${second}" stroke-width="10"/><rect x="136" y="98" width="128" height="34" rx="10" fill="${main}"/>
<rect x="148" y="132" width="104" height="132" rx="16" fill="#fff3c4"/><circle cx="200" cy="198" r="32" fill="#f5c542"/>
<path d="M148 132v132M252 132v132M200 132v132" stroke="${second}" stroke-width="6"/><path d="M128 264h144l14 62H114z" fill="${main}"/>`;

const chair: Shape = (main, second) => `
<path d="M112 84h150l18 132H104z" fill="${main}"/><path d="M96 216h196l24 40H84z" fill="${second}"/>
<path d="M116 256l-30 84M284 256l30 84M130 256l130 78M270 256L140 334" stroke="#555" stroke-width="12" stroke-linecap="round"/><path d="M134 108h106" stroke="#fff" stroke-opacity=".5" stroke-width="10" stroke-linecap="round"/>`;

const hammock: Shape = (main, second) => `
<path d="M60 88v248M340 88v248" stroke="#8a6d4b" stroke-width="18" stroke-linecap="round"/><path d="M60 130Q200 372 340 130q-36 50-140 54T60 130z" fill="${main}"/>
<path d="M92 168q108 120 216 0M112 200q88 74 176 0" fill="none" stroke="${second}" stroke-width="10"/>`;

const notebook: Shape = (main, second) => `
<rect x="108" y="66" width="200" height="272" rx="14" fill="${main}"/><rect x="108" y="66" width="44" height="272" rx="14" ${SHADE}/><rect x="262" y="66" width="16" height="272" fill="${second}"/>
<rect x="172" y="118" width="74" height="46" rx="6" fill="#fff"/><path d="M92 104h34M92 152h34M92 200h34M92 248h34M92 296h34" stroke="#555" stroke-width="10" stroke-linecap="round"/>`;

const pen: Shape = (main, second) => `
<g transform="rotate(42 200 200)"><rect x="178" y="56" width="44" height="220" rx="12" fill="${main}"/><path d="M178 270h44l-18 66h-8z" fill="${second}"/>
<path d="M196 336l4 16 4-16z" fill="#333"/><rect x="214" y="76" width="12" height="96" rx="6" fill="${second}"/><rect x="178" y="228" width="44" height="12" fill="#fff" fill-opacity=".6"/></g>`;

const lamp: Shape = (main, second) => `
<path d="M128 320L186 204 130 120" fill="none" stroke="#555" stroke-width="14" stroke-linecap="round" stroke-linejoin="round"/><path d="M118 76l104 44-66 74-60-62z" fill="${main}"/>
<path d="M222 120l-66 74 138 90z" fill="#fff3c4" fill-opacity=".7"/><ellipse cx="132" cy="326" rx="82" ry="18" fill="${second}"/><circle cx="186" cy="204" r="12" fill="${second}"/>`;

const tray: Shape = (main, second) => `
<path d="M72 236h256l-22 90H94z" fill="${main}"/><path d="M72 152h256l-16 64H88z" fill="${main}"/><path d="M104 120h192v40H104z" fill="#fff"/><path d="M104 204h192v36H104z" fill="#fff"/>
<path d="M124 138h120M124 220h150" stroke="${second}" stroke-width="8" stroke-linecap="round"/><path d="M66 96v244M334 96v244" stroke="${second}" stroke-width="14" stroke-linecap="round"/>`;

const blocks: Shape = (main, second) => `
<rect x="72" y="204" width="116" height="116" rx="14" fill="${main}"/><rect x="208" y="204" width="116" height="116" rx="14" fill="${second}"/><rect x="140" y="80" width="116" height="116" rx="14" fill="#f2b84b"/>
<text x="130" y="288" font-family="Verdana,sans-serif" font-size="68" font-weight="bold" text-anchor="middle" fill="#fff">B</text><text x="266" y="288" font-family="Verdana,sans-serif" font-size="68" font-weight="bold" text-anchor="middle" fill="#fff">C</text><text x="198" y="164" font-family="Verdana,sans-serif" font-size="68" font-weight="bold" text-anchor="middle" fill="#fff">A</text>`;

const puzzle: Shape = (main, second) => `
<path d="M84 84h100v28a22 22 0 1 0 32 0V84h100v100h-28a22 22 0 1 0 0 32h28v100H84z" fill="${main}"/>
<path d="M84 200h100v-28a22 22 0 1 1 32 0v28h-8v116H84z" fill="${second}"/><path d="M84 84h232v10H84z" ${LIGHT}/>`;

const bear: Shape = (main, second) => `
<circle cx="138" cy="118" r="34" fill="${main}"/><circle cx="262" cy="118" r="34" fill="${main}"/><ellipse cx="200" cy="278" rx="86" ry="72" fill="${main}"/><circle cx="200" cy="168" r="84" fill="${main}"/>
<ellipse cx="200" cy="284" rx="48" ry="44" fill="${second}"/><ellipse cx="200" cy="196" rx="36" ry="28" fill="${second}"/><circle cx="170" cy="154" r="9" fill="#333"/><circle cx="230" cy="154" r="9" fill="#333"/><ellipse cx="200" cy="186" rx="12" ry="9" fill="#333"/>`;

const train: Shape = (main, second) => `
<rect x="84" y="176" width="176" height="92" rx="12" fill="${main}"/><rect x="214" y="104" width="104" height="164" rx="12" fill="${second}"/><rect x="234" y="126" width="64" height="52" rx="8" fill="#fff"/><rect x="108" y="120" width="40" height="60" rx="8" fill="${second}"/>
<circle cx="124" cy="286" r="36" fill="#444"/><circle cx="200" cy="286" r="36" fill="#444"/><circle cx="282" cy="286" r="36" fill="#444"/><circle cx="124" cy="286" r="13" fill="#fff"/><circle cx="200" cy="286" r="13" fill="#fff"/><circle cx="282" cy="286" r="13" fill="#fff"/>`;

const kite: Shape = (main, second) => `
<path d="M210 48l98 112-98 112-74-112z" fill="${main}"/><path d="M210 48v224M136 160h172" stroke="#fff" stroke-width="6"/><path d="M210 48l98 112h-98z" fill="${second}"/>
<path d="M210 272q-40 28-10 52t-40 40" fill="none" stroke="${second}" stroke-width="6"/><path d="M178 300l28 4-20 18zM198 336l-26-10 6 26z" fill="${main}"/>`;

const dice: Shape = (main, second) => `
<rect x="76" y="152" width="150" height="150" rx="24" fill="${main}" transform="rotate(-10 150 226)"/><rect x="212" y="112" width="126" height="126" rx="22" fill="${second}" transform="rotate(14 275 175)"/>
<circle cx="116" cy="202" r="13" fill="#fff"/><circle cx="184" cy="190" r="13" fill="#fff"/><circle cx="150" cy="226" r="13" fill="#fff"/><circle cx="118" cy="262" r="13" fill="#fff"/><circle cx="188" cy="250" r="13" fill="#fff"/><circle cx="252" cy="146" r="12" fill="#fff"/><circle cx="298" cy="204" r="12" fill="#fff"/>`;

export const awayShapes = {
  tent,
  backpack,
  flask,
  lantern,
  chair,
  hammock,
  notebook,
  pen,
  lamp,
  tray,
  blocks,
  puzzle,
  bear,
  train,
  kite,
  dice,
} as const;
