export const STYLE = `
:root { font-size: 15px; line-height: 1.6;
  --line: light-dark(#0000001a, #ffffff1f); --soft: light-dark(#00000099, #ffffff99); --code: light-dark(#f3f3f3, #222) }
body { background: light-dark(#fff, #111) }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
a { color: light-dark(#3a5a9f, #7d9fe0); text-decoration: none }
a:hover { text-decoration: underline }
a:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px }
h1 { font-size: 1.5rem; margin: .5rem 0 }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); overflow-wrap: anywhere }
h2 code { font-size: 1.1rem; font-weight: 600 }
h3 { font-size: .95rem; margin: 1.25rem 0 .35rem }
p, li { overflow-wrap: anywhere }
.soft { color: var(--soft) }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
pre { background: var(--code); border-radius: 6px; padding: .75rem; overflow-x: auto; margin: .5rem 0 }
.address { background: var(--code); border-radius: 6px; padding: .5rem .75rem; display: block }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line) }
th { font-weight: 500; color: var(--soft); white-space: nowrap }
td:first-child { white-space: nowrap }
ul { padding-left: 1.2rem; margin: .5rem 0 }
.calls { list-style: none; padding: 0 }
.calls li { padding: .2rem 0; display: flex; gap: .25rem 1rem; flex-wrap: wrap }
.calls code { min-width: 16rem }
.tag { font-size: .75rem; border: 1px solid var(--line); border-radius: 4px; padding: 0 .35rem; color: var(--soft) }
@media (max-width: 40rem) { .calls code { min-width: 0; width: 100% } td:first-child { white-space: normal } }
`
