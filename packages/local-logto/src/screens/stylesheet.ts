/** The stylesheet of all screens, with light and dark colors. Forced colors show borders only, so what has a background has one. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f2efe8; --card: #fffdf9; --ink: #22251f; --soft: #5d6156; --line: #d9d4c7; --field: #817c6c;
  --accent: #2f5d46; --accent-strong: #234836; --on-accent: #ffffff; --tint: #e6ede4;
  --error: #9c2f16; --error-tint: #fbe9e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #161814; --card: #1f221d; --ink: #eceade; --soft: #aeb0a2; --line: #383b33; --field: #8b8e80;
    --accent: #9ccbae; --accent-strong: #b7dcc5; --on-accent: #10241a; --tint: #26302a;
    --error: #ffb39d; --error-tint: #3a221b;
  }
}
.upstream { --accent: #4b3f8f; --accent-strong: #372d6e; --tint: #e8e6f3; }
@media (prefers-color-scheme: dark) {
  .upstream { --accent: #b9b0f0; --accent-strong: #d2ccf6; --on-accent: #1c1640; --tint: #2b2840; }
}
*, *::before { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1, h2 { line-height: 1.2; letter-spacing: -.01em; margin: 0; text-wrap: balance; }
h1 { font-size: 1.6rem; font-weight: 650; }
h2 { font-size: 1.1rem; font-weight: 650; margin-bottom: .75rem; }
p { margin: .75rem 0 0; }
a { color: var(--accent); text-underline-offset: .2em; }
a:hover { color: var(--accent-strong); }
code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--soft); }
.mark { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.5rem; font-weight: 650; letter-spacing: .01em; }
.mark::before { content: ""; width: 1.5rem; height: 1.5rem; border-radius: .45rem;
  background: linear-gradient(135deg, var(--accent) 0 50%, var(--tint) 50% 100%); border: 1px solid var(--accent); }

.screen { display: grid; align-content: center; justify-content: center; grid-template-columns: minmax(0, 27rem);
  min-height: 100vh; min-height: 100dvh; padding: 1.25rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 1.1rem; padding: 2.25rem; }
.foot { text-align: center; font-size: .875rem; margin: 1.25rem; }
.for { margin-top: .35rem; }
form { margin-top: 1.5rem; }
label { display: block; font-weight: 550; margin: 1rem 0 .35rem; }
input { width: 100%; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--field);
  border-radius: .6rem; padding: .7rem .85rem; }
input:focus-visible { outline-offset: 0; border-color: var(--accent); }
input[aria-invalid] { border-color: var(--error); }
button { width: 100%; font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .8rem 1rem;
  border: 1px solid transparent; border-radius: .6rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
button:hover { background: var(--accent-strong); }
.error { background: var(--error-tint); color: var(--error); border-left: .25rem solid; border-radius: .25rem;
  padding: .5rem .75rem; margin: .35rem 0 .6rem; }
.done { background: var(--tint); border-left: .25rem solid var(--accent); border-radius: .25rem; padding: .5rem .75rem; margin: 0 0 1rem; }
.hint { font-size: .875rem; margin-top: .4rem; }
.other { margin-top: 1.5rem; }
h1 + .done { margin: 1rem 0 0; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .35rem 1rem; margin: 1.25rem 0 0; overflow-wrap: anywhere; }
dt { color: var(--soft); }
dd { margin: 0; }
.plain { background: none; color: var(--accent); border-color: var(--field); margin-top: .75rem; }
.plain:hover { background: var(--tint); color: var(--accent-strong); }
.plain img { vertical-align: -.2em; margin-right: .35rem; }
.other + .social { border-top: 1px solid var(--line); padding-top: .75rem; }
.social { margin-top: 1.5rem; }
.social + .social { margin-top: 0; }
.boxes { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: .5rem; border: 0; margin: 1rem 0 0; padding: 0; }
.boxes legend { font-weight: 550; padding: 0; margin-bottom: .35rem; }
.boxes input { text-align: center; padding: .7rem 0; font-variant-numeric: tabular-nums; }
.choice { display: flex; gap: .6rem; align-items: baseline; font-weight: inherit; }
.choice input { width: auto; }

.sheet { max-width: 68rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
.sheet section { margin-top: 2.5rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .9rem; list-style: none; margin: 0; padding: 0; }
.tile { display: grid; align-content: start; gap: .2rem; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1rem 1.15rem; }
.tile a { font-weight: 600; }
.status { font-size: .875rem; }
.status::before { content: ""; display: inline-block; border: .3em solid var(--field); border-radius: 50%; margin-right: .5em; }
.up::before { border-color: var(--accent); }
.down { color: var(--soft); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: left; vertical-align: top; font-weight: inherit; padding: .55rem .9rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-weight: 600; color: var(--soft); white-space: nowrap; }
td:first-child, td:nth-last-child(-n + 2), table code { white-space: nowrap; font-variant-numeric: tabular-nums; }
#messages td:last-child, #users td:nth-last-child(2) { white-space: normal; }
.small { width: auto; font-size: .875rem; margin: 0; padding: .15rem .6rem; white-space: nowrap; }
.bad { color: var(--error); font-weight: 600; }
summary { cursor: pointer; }
.stale [data-live] { opacity: .5; }
@media (max-width: 30rem) {
  .screen { align-content: start; padding: 0; }
  .card { border: 0; border-radius: 0; padding: 2rem 1.25rem; }
  .sheet { padding-top: 2rem; }
}
@media (prefers-reduced-motion: no-preference) { button, a, input { transition: background-color .15s, border-color .15s; } }
`;
