/**
 * The look of an article. Its HTML brings colours made for white paper: in the dark the whole content is turned around
 * and its pictures back again.
 */
export const ARTICLE_STYLE = `
body { background: light-dark(#fff, #191919) }
main { max-width: 42rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; box-sizing: border-box; overflow-wrap: anywhere }
h1 { margin: 0 0 .75rem; font-size: 1.3rem; line-height: 1.4; font-weight: 600 }
.meta { display: flex; flex-wrap: wrap; gap: .25rem .65rem; margin: 0 0 1.25rem; font-size: .85rem; color: light-dark(#0000008c, #ffffff8c) }
.meta span:empty { display: none }
.meta b { font-weight: 400; color: light-dark(#576b95, #7d90a9) }
.preview { margin: -1.25rem -1rem 1.25rem; padding: .35rem 1rem; font-size: .8rem; text-align: center; background: light-dark(#fff3d6, #3a3220); color: light-dark(#6b4e00, #e8d29a) }
.cover img { display: block; width: 100%; margin: 0 0 1rem; border-radius: 4px }
.content { contain: paint; overflow-x: auto; line-height: 1.75; color-scheme: light; color: #000000e6; white-space: normal }
.content * { max-width: 100%; box-sizing: border-box }
.content img { height: auto; vertical-align: bottom }
.content pre { overflow-x: auto }
.content table { border-collapse: collapse }
.content :is(td, th) { padding: .25em .5em; border: 1px solid #0000001a }
.content a { color: #576b95 }
.content blockquote { margin: 1em 0; padding-left: .75em; border-left: 3px solid #0000001a; color: #0000008c }
.source { margin: 1.5rem 0 0 }
.source a { color: light-dark(#576b95, #7d90a9); text-decoration: none }
.comments { margin-top: 2rem; border-top: 1px solid light-dark(#0000001a, #ffffff1a); font-size: .9rem }
.comments h2 { margin: 1rem 0; font-size: .9rem; font-weight: 400; color: light-dark(#0000008c, #ffffff8c) }
.comments > div { margin: 0 0 1.25rem }
.comments strong { font-weight: 400; color: light-dark(#0000008c, #ffffff8c) }
.comments p { margin: .15rem 0 }
.reply { margin: .5rem 0 0 .75rem; padding-left: .65rem; border-left: 2px solid light-dark(#0000001a, #ffffff1a) }
@media (prefers-color-scheme: dark) {
  .content { background: #fff; filter: invert(.902) hue-rotate(180deg) }
  .content img { filter: invert(1) hue-rotate(180deg) contrast(1.1) }
}
`
