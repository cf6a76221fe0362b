/**
 * The stylesheet of all screens and of the start page, with the values and the looks of the apps' one. Forced colors show
 * borders only, so what has a background has one.
 */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f4f7f6, #0d1413);
  --surface: light-dark(#ffffff, #141d1c);
  --ink: light-dark(#14211f, #e5edeb);
  --muted: light-dark(#50615e, #9db0ac);
  --line: light-dark(#dce4e2, #273432);
  --edge: light-dark(#748783, #6f827e);
  --accent: light-dark(#0a675d, #67d3c3);
  --accent-strong: light-dark(#074d45, #93e4d8);
  --accent-soft: light-dark(#e0f0ed, #16302c);
  --on-accent: light-dark(#ffffff, #05201c);
  --mark: light-dark(#7d4600, #f2c079);
  --mark-soft: light-dark(#fcefd9, #33260f);
  --problem: light-dark(#ad2a1f, #ff9c90);
  --problem-soft: light-dark(#fcebe9, #391a17);
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --radius: 0.625rem;
}
/* The provider behind the connector is not Logto. */
.upstream {
  --accent: light-dark(#4b3f8f, #b9b0f0);
  --accent-strong: light-dark(#372d6e, #d2ccf6);
  --accent-soft: light-dark(#e8e6f3, #2b2840);
  --on-accent: light-dark(#ffffff, #1c1640);
}
*, ::before, ::after { box-sizing: border-box; }
html { text-size-adjust: 100%; }
body { margin: 0; min-height: 100dvh; background: var(--page); color: var(--ink); font: 1rem / 1.6 var(--text); }
:is(h1, h2, h3, p, ul, ol, dl, dd) { margin: 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
:is(h1, h2, h3) { line-height: 1.2; letter-spacing: -0.02em; text-wrap: balance; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.25rem; }
h3 { font-size: 1.0625rem; letter-spacing: -0.01em; }
p { max-width: 62ch; text-wrap: pretty; }
p + p { margin-top: 0.75rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:hover { color: var(--accent-strong); }
code { font-family: var(--code); font-size: 0.875em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--muted); }
.mark { display: flex; align-items: center; gap: 0.75rem; font-size: 0.9375rem; }
.mark svg { flex: none; fill: var(--accent); }
.mark .keyhole { fill: var(--on-accent); }

/* Buttons */
:is(button, .button) { min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 1px solid transparent; border-radius: var(--radius);
  background: var(--accent); color: var(--on-accent); font: 600 0.9375rem / 1.3 var(--text); cursor: pointer; }
:is(button, .button):hover { background: var(--accent-strong); color: var(--on-accent); }
.button { display: inline-flex; align-items: center; text-decoration: none; }
:is(.plain, .small, .demo button) { border-color: var(--edge); background: var(--surface); color: var(--ink); }
:is(.plain, .small, .demo button):hover { border-color: var(--accent); background: var(--accent-soft); color: var(--accent-strong); }
:is(.small, .demo button) { min-height: 2.25rem; padding: 0.25rem 0.6875rem; font-size: 0.8125rem; white-space: nowrap; }
.small[aria-pressed="true"] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }

/* Screens */
.screen { display: grid; align-content: center; justify-content: center; grid-template-columns: minmax(0, 27rem);
  min-height: 100dvh; padding: 1.25rem; }
.card { padding: 2.25rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface);
  box-shadow: inset 0 4px var(--accent); }
.card .mark { margin-bottom: 1.5rem; }
.card h1 ~ p { margin-top: 0.75rem; }
.card .for { margin-top: 0.375rem; }
.card dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.375rem 1rem; margin-top: 1.25rem; overflow-wrap: anywhere; }
.foot { margin: 1.25rem; font-size: 0.875rem; text-align: center; }
.card form { margin-top: 1.5rem; }
.card :is(button, .button) { width: 100%; }
.card button { margin-top: 1.5rem; }
.card .plain { margin-top: 0.75rem; }
.card .plain img { margin-right: 0.375rem; vertical-align: -0.2em; }
.card label { display: block; margin: 1rem 0 0.375rem; font-weight: 600; }
input { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--edge); border-radius: var(--radius);
  background: var(--page); color: var(--ink); font: inherit; }
input:focus-visible { outline-offset: 0; border-color: var(--accent); }
input[aria-invalid] { border-color: var(--problem); }
.error { margin: 0.375rem 0 0.625rem; padding: 0.5rem 0.75rem; border-left: 0.25rem solid; border-radius: 0.25rem;
  background: var(--problem-soft); color: var(--problem); }
.done { margin: 0 0 1rem; padding: 0.5rem 0.75rem; border-left: 0.25rem solid var(--accent); border-radius: 0.25rem;
  background: var(--accent-soft); }
.hint { margin-top: 0.375rem; font-size: 0.875rem; }
.card .other { margin-top: 1.5rem; }
h1 + .done { margin: 1rem 0 0; }
dt { color: var(--muted); }
.other + .social { padding-top: 0.75rem; border-top: 1px solid var(--line); }
.card .social + .social { margin-top: 0; }
fieldset { min-width: 0; margin: 1rem 0 0; padding: 0; border: 0; }
legend { margin-bottom: 0.375rem; padding: 0; font-weight: 600; }
.boxes { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 0.5rem; }
.boxes input { padding-inline: 0; font-variant-numeric: tabular-nums; text-align: center; }
.card .choice { display: flex; align-items: baseline; gap: 0.625rem; font-weight: inherit; }
.choice input { width: auto; min-height: 0; }
.demo legend { color: var(--muted); font-size: 0.875rem; font-weight: 400; }
.card .demo { margin-top: 1.25rem; }
.demo div { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.card .demo button { width: auto; margin: 0; }

/* Start page */
.page > * { padding-inline: max(clamp(1rem, 4vw, 2.5rem), (100% - 68rem) / 2); }
.page > header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; column-gap: 1.5rem;
  border-bottom: 1px solid var(--line); background: var(--surface); }
.page > header .mark { padding-block: 1rem; }
.page nav ul { display: flex; flex-wrap: wrap; }
.page > header nav { margin-inline: -0.625rem; }
.page > header nav a { display: flex; align-items: center; min-height: 2.75rem; padding-inline: 0.625rem; color: var(--muted);
  font-size: 0.9375rem; text-decoration: none; }
.page > header nav a:hover { color: var(--ink); text-decoration: underline; }
.page main { padding-block: clamp(2rem, 5vw, 3.5rem); }
.page h1 { font-size: clamp(1.875rem, 1.5rem + 2vw, 2.75rem); }
.lead { margin-top: 1rem; color: var(--muted); font-size: 1.125rem; }
.page section { margin-top: 3rem; scroll-margin-top: 1rem; }
.page section > * + * { margin-top: 0.75rem; }
.page section > h2 + p { margin-top: 0.375rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
:is(.tile, .flows, .fault, .scroll, .empty) { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
.tile { display: flex; flex-direction: column; gap: 0.625rem; padding: 1.25rem 1.375rem 1.375rem; }
.tile p + p { margin: 0; }
.tile > :is(form, p:has(.button)) { margin-top: auto; padding-top: 0.25rem; }
.tile dl { display: grid; gap: 0.25rem; font-size: 0.9375rem; }
.tile dl > div { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0.75rem; }
.status { color: var(--muted); font-size: 0.875rem; }
.status::before { content: ""; display: inline-block; margin-right: 0.5em; border: 0.3em solid var(--edge); border-radius: 50%; }
.up::before { border-color: var(--accent); }
.toolbar, .toolbar form, .filters, .pager { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; max-width: none; }
.toolbar { justify-content: space-between; }
.filters a { display: block; padding: 0.375rem 0.75rem; border: 1px solid var(--edge); border-radius: 2rem; background: var(--surface);
  color: var(--ink); font-size: 0.875rem; line-height: 1.3; text-decoration: none; }
.filters a:hover { border-color: var(--accent); color: var(--accent-strong); }
.filters a[aria-current] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.told { color: var(--accent-strong); font-weight: 600; }
.told:empty { position: absolute; }
.empty { max-width: none; padding: 1rem 1.375rem; color: var(--muted); }
.flows > li + li { border-top: 1px solid var(--line); }
.flows summary { display: grid; grid-template-columns: 4.5rem minmax(0, 11rem) minmax(0, 1fr) minmax(0, 1.2fr) 3rem 4.5rem; gap: 0.25rem 1rem;
  align-items: baseline; padding: 0.625rem 1.375rem; font-size: 0.9375rem; cursor: pointer; }
.flows summary:hover { background: var(--accent-soft); }
.flows summary > * { overflow-wrap: anywhere; }
.flows :is(time, .took) { font-variant-numeric: tabular-nums; }
.flows .took { text-align: end; }
.route { color: var(--muted); }
.good { color: var(--accent-strong); }
.bad { color: var(--problem); font-weight: 600; }
.flows :is(th, td) { white-space: nowrap; overflow-wrap: normal; }
.flows td:last-child { min-width: 14rem; white-space: normal; }
.flows .scroll { margin: 0.25rem 1.375rem 1rem; background: var(--page); }
.scroll { overflow-x: auto; }
table { width: 100%; border-spacing: 0; font-size: 0.875rem; }
:is(th, td) { padding: 0.5rem 0.875rem; text-align: start; vertical-align: top; }
thead th { color: var(--muted); font-size: 0.8125rem; white-space: nowrap; }
tbody td { border-top: 1px solid var(--line); }
td code { white-space: nowrap; }
.faults { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
.fault { display: grid; grid-template: auto 1fr / minmax(0, 1fr) auto; align-items: start; gap: 0.375rem 1rem; padding: 1rem 1.25rem; }
.fault > h3 { align-self: center; }
.fault > div { grid-column: 1 / -1; }
.fault p { margin: 0; font-size: 0.9375rem; }
.fault p + p { margin-top: 0.375rem; }
.fault .where a { display: inline-block; margin-inline-end: 0.5rem; }
.fault.on { border-color: var(--mark); background: var(--mark-soft); }
.tag { margin-left: 0.25rem; padding: 0.0625rem 0.5rem; border: 1px solid; border-radius: 1rem; color: var(--mark); font-size: 0.8125rem; }
.faults + h3 { margin-top: 1.5rem; }
h3 + .faults, .toolbar + .faults { margin-top: 0.75rem; }
summary { cursor: pointer; }
.stale [data-live] { opacity: 0.5; }
.skip-link { position: absolute; z-index: 1; inset: 0.5rem auto auto 0.5rem; padding: 0.625rem 1rem; border-radius: var(--radius); background: var(--accent); }
.page > .skip-link { padding-inline: 1rem; }
.skip-link:is(:link, :visited) { color: var(--on-accent); }
.skip-link:not(:focus) { transform: translateY(-200%); }
@media (max-width: 60rem) {
  .flows summary { grid-template-columns: 4.5rem minmax(0, 1fr) auto 4.5rem; }
  .flows summary b { grid-area: 2 / 2 / auto / -1; }
  .flows .route { grid-area: 3 / 2 / auto / -1; }
}
@media (max-width: 30rem) {
  .screen { align-content: start; padding: 0; }
  .card { border-width: 0 0 1px; border-radius: 0; padding: 2rem 1.25rem; }
  .tile { padding-inline: 1rem; }
  .tile dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .flows summary { padding-inline: 1rem; grid-template-columns: minmax(0, 1fr) auto auto; }
  .flows summary time { grid-area: 1 / 1; }
  .flows summary .soft { grid-area: 2 / 1 / auto / -1; }
  .flows summary b { grid-area: 3 / 1 / auto / -1; }
  .flows .route { grid-area: 4 / 1 / auto / -1; }
  .flows .scroll { margin-inline: 1rem; }
}
@media (prefers-reduced-motion: no-preference) { :is(a, button, input) { transition: 120ms; transition-property: background-color, border-color, color; } }
@media (forced-colors: active) {
  :is(.filters a[aria-current], .small[aria-pressed="true"]) { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
@media print {
  .page :is(nav, form button, .button), .toolbar form, .skip-link { display: none; }
  :is(.tile, .fault, .flows li) { break-inside: avoid; }
  .scroll { overflow: visible; }
}
`;
