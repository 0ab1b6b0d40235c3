using System.Xml.Linq;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>
/// The pictures of the console in the README: what a terminal showed. With <c>TX_PICTURES</c> naming a folder they are kept there:
/// <c>TX_PICTURES=docs/images</c> and this class alone makes them again.
/// </summary>
public sealed class ReadmePictureTests(LongShop shop) : IClassFixture<LongShop>
{
    private const int Width = 104;

    [Fact]
    public async Task Answers_are_drawn_as_the_terminal_shows_them()
    {
        var (status, screen, _) = await shop.Look(
            "show() { printf '\\033[1m$ %s\\033[0m\\n' \"$*\"; \"$@\"; echo; }; show tx months; show tx cohorts", Width);

        Assert.Equal(ExitStatus.Done, status);
        var picture = ScreenPicture.Of(screen, "tx months and tx cohorts in a terminal");
        Assert.Contains(picture.Descendants(), element => element.Value.Contains("tx cohorts", StringComparison.Ordinal));
        await Keep(picture, "console-months.svg");
    }

    [Fact]
    public async Task Status_of_a_pull_under_way_is_drawn_as_the_terminal_shows_it()
    {
        await using var pulled = await Shop.OpenSlowly(new SimulatorOptions { Rows = 4000, Requests = 60, Window = TimeSpan.FromSeconds(3) });
        var service = await pulled.Work.Serve();
        var address = service.Out.Split("answers at ")[1].Split(';')[0];
        await using var terminal = PseudoTerminal.Run(pulled.Work.Path, $"tx status --watch --server {address}", Width, height: 20);
        await pulled.Work.Output("pull", "--from", Shop.First, "--to", Shop.Last, "--detach");
        XDocument? picture = null;
        await terminal.Until(
            screen =>
            {
                var isUsed = screen.Lines.Any(line => line.StartsWith("Limiter  ", StringComparison.Ordinal) && !line.Contains("  0 of", StringComparison.Ordinal));
                if (picture is null && isUsed && screen.Lines.Any(line => line.StartsWith(Shop.Last, StringComparison.Ordinal)) && screen.Shown.Contains("Ctrl-C", StringComparison.Ordinal))
                    picture = ScreenPicture.Of(screen, "tx status --watch in a terminal while weeks are pulled");
                return picture is not null;
            },
            "weeks are under way and the window is used");

        Assert.Contains(picture!.Descendants(), element => element.Value.Contains("slots held", StringComparison.Ordinal));
        await Keep(picture, "console-status.svg");
    }

    private static async Task Keep(XDocument picture, string name)
    {
        Assert.InRange(picture.ToString().Length, 1000, 200_000);
        if (Environment.GetEnvironmentVariable("TX_PICTURES") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, name), picture.ToString(SaveOptions.DisableFormatting) + "\n", TestContext.Current.CancellationToken);
    }
}
