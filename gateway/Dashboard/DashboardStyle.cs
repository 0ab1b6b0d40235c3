namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>How the page looks, by day and by night.</summary>
internal static class DashboardStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1c2430; --soft: #667085; --line: #e4e7ec; --page: #f5f6f8; --card: #fff;
          --new: #2f6fdd; --recurring: #a9c4f5; --percent: #e2703a; --good: #1a7f4b; --bad: #c0362c; --busy: #2f6fdd; --wait: #b7791f; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ee; --soft: #98a2b3; --line: #2c333f; --page: #12161c; --card: #1a2029;
            --new: #6da2ff; --recurring: #33518a; --percent: #ff9a63; --good: #4cc38a; --bad: #ff7b72; --busy: #6da2ff; --wait: #e0b354; } }
        * { box-sizing: border-box; }
        body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; color: var(--ink); background: var(--page);
          max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
        header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; margin-bottom: 1rem; }
        h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
        nav a { color: var(--soft); margin-right: .75rem; } nav b { margin-right: .75rem; }
        .note { color: var(--soft); margin: 0; } .final { margin-bottom: 1rem; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin: 0 0 1rem; }
        .wide { overflow-x: auto; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1rem; margin-bottom: 1rem; }
        .tiles section { margin: 0; padding: .75rem 1.25rem; } .tiles b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
        .tiles span { color: var(--soft); font-size: .85rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th { color: var(--soft); font-weight: 500; font-size: .85rem; }
        th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th:first-child, td:first-child, .left { text-align: left; } tr:last-child td { border-bottom: 0; }
        td.message { white-space: normal; text-align: left; color: var(--soft); }
        .bar { display: inline-block; vertical-align: middle; width: 7rem; height: .5rem; border-radius: .25rem; background: var(--line); overflow: hidden; }
        .bar i { display: block; height: 100%; background: var(--busy); }
        .complete { color: var(--good); } .failed { color: var(--bad); } .pulling { color: var(--busy); } .waiting, .pulled { color: var(--wait); }
        .queued, .open { color: var(--soft); }
        svg { display: block; max-width: 100%; } svg text { fill: var(--soft); font-size: 11px; } .of-new { fill: var(--new); }
        .of-recurring { fill: var(--recurring); } .of-percent { fill: none; stroke: var(--percent); stroke-width: 2; } .dot { fill: var(--percent); }
        .key { color: var(--soft); font-size: .85rem; margin: .5rem 0 1rem; } .key i { display: inline-block; width: .75rem; height: .75rem;
          border-radius: 2px; margin: 0 .35rem 0 1rem; vertical-align: -1px; } .key i:first-child { margin-left: 0; }
        """;
}
