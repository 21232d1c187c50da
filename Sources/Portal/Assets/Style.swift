/// How pages look: tokens first, then the frame, then the parts. Calm and official; dense where work is dense. No measure below 4.5 : 1 contrast.
enum Style {
  static let text = tokens + frame + parts + small

  private static let tokens = """
    :root { --ground:#fff; --sunk:#f4f6f9; --line:#cdd4de; --ink:#1a2230; --quiet:#4d5a6b; --accent:#0b4f8a; --accent-ink:#fff; --bad:#a3161f; --bad-ground:#fdeff0;
      --soon:#8a4b00; --soon-ground:#fff4e2; --good:#11633b; --good-ground:#e9f6ef; --focus:#0b6bcb; --size:16px }
    @media (prefers-color-scheme: dark) { :root[data-theme=auto] { --ground:#141a22; --sunk:#1c242f; --line:#3b4655; --ink:#e7ecf3; --quiet:#aab6c5; --accent:#7db8ee; --accent-ink:#0d1722;
      --bad:#ff9ca0; --bad-ground:#3a1c20; --soon:#ffc37a; --soon-ground:#35270f; --good:#86d8ab; --good-ground:#14301f; --focus:#9dccff } }
    :root[data-theme=dark] { --ground:#141a22; --sunk:#1c242f; --line:#3b4655; --ink:#e7ecf3; --quiet:#aab6c5; --accent:#7db8ee; --accent-ink:#0d1722;
      --bad:#ff9ca0; --bad-ground:#3a1c20; --soon:#ffc37a; --soon-ground:#35270f; --good:#86d8ab; --good-ground:#14301f; --focus:#9dccff }
    :root[data-theme=contrast] { --ground:#000; --sunk:#000; --line:#fff; --ink:#fff; --quiet:#fff; --accent:#ff0; --accent-ink:#000; --bad:#ff8080; --bad-ground:#000;
      --soon:#ffd000; --soon-ground:#000; --good:#7cff7c; --good-ground:#000; --focus:#0ff }
    :root[data-size=large] { --size:19px } :root[data-size=huge] { --size:23px }

    """

  private static let frame = """
    * { box-sizing:border-box } html { font-size:var(--size); color-scheme:light dark }
    body { margin:0; background:var(--ground); color:var(--ink); font:1rem/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif }
    a { color:var(--accent); text-underline-offset:.2em } a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,.scroll:focus-visible { outline:3px solid var(--focus); outline-offset:2px }
    main:focus { outline:none }
    .wide { max-width:76rem; margin:0 auto; padding:0 1.25rem }
    .skip { position:absolute; left:-999rem } .skip:focus { left:1rem; top:.5rem; background:var(--ground); padding:.5rem 1rem; z-index:1 }
    .rehearsal { margin:0; padding:.4rem 1rem; text-align:center; color:var(--soon); background:var(--soon-ground); border-bottom:1px solid currentColor }
    .top { border-bottom:3px solid var(--accent) } .top .wide { display:flex; flex-wrap:wrap; justify-content:space-between; align-items:center; gap:.25rem 1.5rem; min-height:3.6rem }
    .brand { display:flex; align-items:center; gap:.6rem; color:var(--ink); font-weight:700; font-size:1.1rem; text-decoration:none } .mark { color:var(--accent); flex:none }
    .who { display:flex; align-items:center; gap:1rem; flex-wrap:wrap } .who form { margin:0 }
    .menu { background:var(--sunk); border-bottom:1px solid var(--line) } .menu ul { display:flex; flex-wrap:wrap; gap:0 .25rem; list-style:none }
    .menu a { display:block; padding:.6rem .9rem; color:var(--ink); text-decoration:none; border-bottom:3px solid transparent } .menu a:hover { border-color:var(--line) }
    .menu a[aria-current] { border-color:var(--accent); font-weight:700 }
    .trail ol { display:flex; flex-wrap:wrap; list-style:none; padding:0; margin:1rem 0 0; color:var(--quiet) } .trail li::after { content:"›"; padding:0 .5rem }
    h1 { font-size:1.6rem; line-height:1.3; margin:1.25rem 0 1rem; overflow-wrap:anywhere } h2 { font-size:1.15rem; margin:2rem 0 .75rem } h3 { font-size:1rem }
    footer.wide { margin-top:3rem; padding-top:1rem; padding-bottom:1.5rem; border-top:1px solid var(--line); color:var(--quiet); font-size:.875rem } footer p { margin:.25rem 0 }
    .looks a, .looks span { margin-right:.75rem }

    """

  private static let parts = """
    p { margin:.5rem 0 } code,pre { font-family:"Noto Sans Mono CJK SC",ui-monospace,monospace; font-size:.9em } pre { background:var(--sunk); border:1px solid var(--line); padding:.75rem 1rem; overflow:auto; white-space:pre-wrap; overflow-wrap:anywhere }
    .hint,.empty,.count { color:var(--quiet) } .hint { font-size:.9rem } .empty { padding:1.25rem; background:var(--sunk); border-radius:.4rem }
    .clause { font-size:.85em; overflow-wrap:anywhere } .badge { display:inline-block; padding:0 .55rem; border:1px solid var(--line); border-radius:1rem; font-size:.875rem; background:var(--sunk) } .rows .badge { white-space:nowrap }
    .badge.good { color:var(--good); border-color:currentColor; background:var(--good-ground) } .badge.bad { color:var(--bad); border-color:currentColor; background:var(--bad-ground) } .badge.soon { color:var(--soon); border-color:currentColor; background:var(--soon-ground) }
    .told,.refused,.secret { border:1px solid var(--line); border-left:5px solid var(--good); background:var(--good-ground); padding:.6rem 1rem; border-radius:.3rem; margin:1rem 0 }
    .refused { border-left-color:var(--bad); background:var(--bad-ground) } .refused h2 { margin:.25rem 0; font-size:1.05rem; color:var(--bad) } .refused ul { margin:.25rem 0; padding-left:1.25rem }
    .secret { border-left-color:var(--soon); background:var(--soon-ground) } .secret h2 { margin-top:.25rem } .code { font-size:1.05rem; overflow-wrap:anywhere; user-select:all }
    .clock { padding:.5rem 1rem; border-left:5px solid var(--good); background:var(--good-ground) } .clock.soon { border-color:var(--soon); background:var(--soon-ground) } .clock.late { border-color:var(--bad); background:var(--bad-ground) }
    .facts { display:grid; grid-template-columns:repeat(auto-fill,minmax(20rem,1fr)); gap:.5rem 2rem; margin:0 } .facts div { display:grid; grid-template-columns:8.5em minmax(0,1fr); gap:.75rem; border-bottom:1px solid var(--line); padding:.3rem 0 }
    .facts div:has(table),.facts div:has(ul) { grid-column:1/-1 } dt { color:var(--quiet) } dd { margin:0; overflow-wrap:anywhere; white-space:pre-line } dd table,dd ul { white-space:normal }
    table { border-collapse:collapse; width:100% } caption { text-align:left; font-weight:700; padding:.5rem 0 } th,td { text-align:left; vertical-align:top; padding:.5rem .75rem; border-bottom:1px solid var(--line) }
    .rows td { overflow-wrap:anywhere } .rows td:first-child a,time { white-space:nowrap } th { color:var(--quiet); font-weight:600; white-space:nowrap } tbody tr:hover { background:var(--sunk) } .entry td { padding:.25rem; border:0 } .entry input:not([type=checkbox]),.entry select { min-width:7rem } .scroll { overflow-x:auto }
    ul.tabs { display:flex; flex-wrap:wrap; gap:.25rem; list-style:none; padding:0; margin:0 0 1rem; border-bottom:1px solid var(--line) } .tabs a { display:block; padding:.5rem 1rem; text-decoration:none; color:var(--ink); border:1px solid transparent; border-bottom:3px solid transparent } .tabs a[aria-current] { border-bottom-color:var(--accent); font-weight:700 }
    .starts { display:flex; flex-wrap:wrap; gap:.6rem; list-style:none; padding:0 } .plain { list-style:none; padding:0; margin:0 } .hits { list-style:none; padding:0 } .hits>li { border-bottom:1px solid var(--line); padding:.5rem 0 1rem } .hits h2 { margin:.5rem 0 .25rem }
    .said { list-style:none; padding:0 } .said li { border-left:3px solid var(--line); padding-left:1rem; margin:.75rem 0 } .history>li { margin:.5rem 0; padding-left:.25rem } .history p { margin:.1rem 0 }
    .pair { display:grid; grid-template-columns:1fr 1fr; gap:1rem 2rem } .pair .facts { grid-template-columns:minmax(0,1fr) }
    .days { display:flex; flex-wrap:wrap; gap:.5rem; list-style:none; padding:0 } .days li { min-width:5.5rem; padding:.4rem .7rem; border:1px solid var(--line); border-radius:.3rem; background:var(--sunk) } .days strong { display:block; font-size:1.3rem } .days .late { border-color:var(--bad); color:var(--bad); background:var(--bad-ground) } .days .late a { color:inherit }
    .side { display:grid; grid-template-columns:14rem 1fr; gap:2.5rem } .side h2 { font-size:1rem; margin:1.25rem 0 .4rem }
    button,.button,.starts a { display:inline-block; font:inherit; line-height:1.5; padding:.35rem 1rem; border:1px solid var(--accent); border-radius:.3rem; background:var(--ground); color:var(--accent); text-decoration:none; cursor:pointer }
    button:hover,.button:hover,.starts a:hover { background:var(--sunk) } .main,.button.main { background:var(--accent); color:var(--accent-ink) } .main:hover { filter:brightness(1.12) } .danger { border-color:var(--bad); color:var(--bad) } .small { padding:.05rem .6rem; font-size:.9rem }
    button.plain { border:0; padding:0; background:none; text-decoration:underline; text-underline-offset:.2em }
    .chart { margin:0 0 1.5rem; overflow-x:auto } .chart svg { width:100%; max-width:48rem; height:auto } .chart text { fill:var(--ink); font-size:14px } .bar { fill:var(--accent) }
    .barred { flex-basis:100%; margin:0; color:var(--quiet) } .law p { white-space:pre-line; max-width:48rem }
    form { margin:0 } .acts { display:flex; flex-wrap:wrap; gap:.75rem; align-items:flex-start } .acts details[open] { flex-basis:100% } details>form { max-width:46rem; padding:.5rem 1rem 1rem; margin-top:.5rem; background:var(--sunk); border-radius:.4rem } summary { cursor:pointer } summary.button::-webkit-details-marker { display:none } summary.button { list-style:none }
    .narrow { max-width:32rem } .field { margin:1rem 0 } .field label,legend { display:block; font-weight:600; margin-bottom:.25rem } .field.check label { display:inline } fieldset { border:1px solid var(--line); border-radius:.4rem; padding:.5rem 1rem }
    input:not([type=checkbox]):not([type=file]),select,textarea { width:100%; font:inherit; color:var(--ink); background:var(--ground); border:1px solid var(--quiet); border-radius:.3rem; padding:.4rem .6rem } input[type=checkbox] { width:1.15em; height:1.15em; vertical-align:-.15em; accent-color:var(--accent) } input[type=file] { font:inherit; max-width:100% }
    .must { font-size:.8rem; font-weight:400; color:var(--bad) } .fault { color:var(--bad); margin:.25rem 0 } .wrong>input,.wrong>textarea,.wrong>select { border-color:var(--bad); border-width:2px }
    .boxes { display:flex; flex-wrap:wrap; gap:.35rem 1.25rem } .box label { display:inline; font-weight:400; margin-left:.35rem } .filter { display:flex; flex-wrap:wrap; gap:.75rem; align-items:end; margin-bottom:1.25rem } .filter .field { margin:0; min-width:10rem } .grow { flex:1 } .inline { display:inline-flex; flex-wrap:wrap; gap:.5rem; align-items:center; max-width:100% } .inline input[type=file] { min-width:0; flex:1 1 8rem } .quiet { position:absolute; left:-999rem } .bar { margin-top:1.5rem }

    """

  private static let small = """
    @media (max-width:48rem) { .side,.pair { grid-template-columns:minmax(0,1fr); gap:0 } .facts { grid-template-columns:minmax(0,1fr) } .facts div { grid-template-columns:minmax(0,1fr); gap:0 } .rows .badge { white-space:normal }
      .rows thead { position:absolute; left:-999rem } .rows,.rows tbody,.rows tr,.rows td,.rows caption { display:block } .rows tr { border-bottom:1px solid var(--line); padding:.5rem 0 } .rows td { border:0; padding:.1rem 0 } .rows td[data-label]:not([data-label=""])::before { content:attr(data-label) ":"; color:var(--quiet) } .brand { font-size:1rem } }
    @media print { .top,.menu,.trail,footer,form,.acts,.starts,.skip { display:none } body { color:#000; background:#fff } a { color:#000; text-decoration:none } }
    @media (prefers-reduced-motion: no-preference) { button,.button { transition:background .12s } }

    """
}
