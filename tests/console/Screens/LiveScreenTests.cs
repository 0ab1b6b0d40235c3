using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>What is drawn over while work goes on.</summary>
public sealed class LiveScreenTests
{
    private const string Interrupt = "\u0003";

    // Two windows and more, so that there is a middle of it.
    private static readonly SimulatorOptions Limited = new() { Rows = 2000, Requests = 30, Window = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task Pull_shows_each_week_on_a_line_and_Ctrl_C_leaves_the_terminal_as_it_was()
    {
        await using var shop = await Shop.OpenSlowly(Limited);
        // The shell that waits for it gets Ctrl-C too.
        var command = $"trap : INT; stty -g > before; tx pull --from {Shop.First} --to {Shop.Last}; echo ended with $?; stty -g > after; tx weeks --format csv > weeks.csv";
        await using var terminal = PseudoTerminal.Run(shop.Work.Path, Set(shop.Work, command), width: 60);
        await terminal.Until(screen => screen.Shown.Contains(" refused", StringComparison.Ordinal), "the pull is seen");
        // In the second window, when the pages of the first are stored.
        await Eventually.Holds(() => shop.Counts.Received > Limited.Requests, "the pull is in the middle");
        await terminal.Type(Interrupt);
        await terminal.End();

        var lines = terminal.See(screen => screen.Lines);
        Assert.Contains("ended with 130", lines);
        Assert.Contains("tx: interrupted", lines);
        Assert.All((string[])[Shop.First, "2025-W04", "2025-W05", Shop.Last], week => Assert.Contains(lines, line => line.StartsWith($"{week}  ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("Week ", StringComparison.Ordinal));
        Assert.Contains(" in the window)", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.Equal((0, true), terminal.See(screen => (screen.Broken, screen.CursorIsShown)));
        Assert.Equal(await Read(shop.Work, "before"), await Read(shop.Work, "after"));
        Assert.Contains((await Read(shop.Work, "weeks.csv")).Split('\n').Skip(1).SkipLast(1), row => int.Parse(row.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Status_is_a_screen_that_follows_a_pull_and_the_window_and_goes_without_a_trace()
    {
        await using var shop = await Shop.OpenSlowly(Limited);
        await shop.Work.Serve();
        await using var terminal = PseudoTerminal.Run(shop.Work.Path, "trap : INT; tx status --watch; echo ended with $?", width: 100);
        await terminal.Until(screen => screen.IsAlternate && screen.Shown.Contains("Nothing is under way.", StringComparison.Ordinal), "the screen is there");
        Assert.False(terminal.See(screen => screen.CursorIsShown));

        await shop.Work.Output("pull", "--from", Shop.First, "--to", Shop.Last, "--detach");
        await terminal.Until(screen => screen.Lines.Any(line => line.StartsWith(Shop.Last, StringComparison.Ordinal)), "weeks are under way");
        await terminal.Until(screen => screen.Lines.Any(line => line.StartsWith("Limiter  ", StringComparison.Ordinal) && !line.Contains("  0 of", StringComparison.Ordinal)), "the window is used");
        await terminal.Resize(60, 20);
        await terminal.Until(screen => screen.Shown.Contains("Ctrl-C ends this.", StringComparison.Ordinal) && screen.Lines.Count == 20, "it is drawn for the new size");
        await terminal.Until(screen => screen.Shown.Contains("4 complete", StringComparison.Ordinal), "the pull is done");
        await terminal.Type(Interrupt);
        await terminal.End();

        Assert.Equal(["tx: interrupted", "ended with 130"], terminal.Shown.Split('\n'));
        Assert.Equal((false, true), terminal.See(screen => (screen.IsAlternate, screen.CursorIsShown)));
    }

    [Fact]
    public async Task Status_that_is_followed_in_a_pipe_is_lines_of_what_changed()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 300 });
        await shop.Work.Serve();
        var watch = shop.Work.Start("status", "--watch");
        await watch.Until(() => watch.Out.Contains("batch 0 of 0", StringComparison.Ordinal), "it tells how it stands");
        await shop.Work.Output("pull", "--week", Shop.First);
        await watch.Until(() => watch.Out.Contains($"{Shop.First} complete: page 3 of 3, 300 rows\n", StringComparison.Ordinal), "it tells what is complete");
        await watch.Signal("INT");
        var ended = await watch.End();

        Assert.Equal(ExitStatus.Interrupted, ended.Status);
        Assert.DoesNotContain('\e', ended.Out);
        var lines = ended.Out.TrimEnd('\n').Split('\n');
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task First_run_tells_once_where_the_data_is()
    {
        await using var shop = await Shop.Open(new SimulatorOptions { Rows = 100 });

        var first = await shop.Work.Run("pull", "--week", Shop.First);
        var second = await shop.Work.Run("pull", "--week", "2025-W04");

        Assert.Equal((ExitStatus.Done, ExitStatus.Done), (first.Status, second.Status));
        Assert.Contains($"From now on all that lasts is in {shop.Work.Data}: ", first.Error, StringComparison.Ordinal);
        Assert.Contains("name it with --data", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("From now on", first.Out + second.Error, StringComparison.Ordinal);
    }

    // The program's settings of a slow shop, as its other programs have them.
    private static string Set(Workplace work, string command) => $"{string.Concat(work.Environment.Select(variable => $"export {variable.Key}={variable.Value}; "))}{command}";

    private static Task<string> Read(Workplace work, string file) => File.ReadAllTextAsync(work[file], TestContext.Current.CancellationToken);
}
