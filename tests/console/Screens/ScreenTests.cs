using System.Text.RegularExpressions;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>What people see at a terminal, whatever its width.</summary>
public sealed partial class ScreenTests(LongShop shop) : IClassFixture<LongShop>
{
    private const string Commands =
        "tx months; tx cohorts; tx weeks; tx weeks log 2025-W14; tx status; tx transactions --limit 3; tx group --by month,cohort --from 2025-W14 --to 2025-W15; "
        + "tx rejects; tx plan --week 2025-W14; tx config; tx verify; tx source check; tx --help; tx pull --help; tx revenue --help; tx mnoths; tx months --fromat x";

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Nothing_is_longer_than_the_screen_is_wide(int width)
    {
        var (_, screen, _) = await shop.Look(Commands, width);

        Assert.Equal(0, screen.Broken);
        Assert.Contains(screen.Lines, line => line.Length > width * 3 / 4);
        Assert.True(screen.CursorIsShown && !screen.IsAlternate);
        Assert.Contains("did you mean months?", screen.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Months_keep_what_matters_most_on_a_narrow_screen_and_say_what_is_missing()
    {
        var (_, narrow, _) = await shop.Look("tx months", 60);
        var (_, wide, _) = await shop.Look("tx months", 200);

        var headings = Words(Heading(narrow, "month"));
        Assert.Equal(["month", "revenue", "new", "recurring", "new", "%"], headings.Take(6));
        Assert.Contains("Not shown for want of width:", narrow.Shown, StringComparison.Ordinal);
        Assert.Contains("--format csv has", narrow.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Not shown", wide.Shown, StringComparison.Ordinal);
        Assert.Contains("new customers", Heading(wide, "month"), StringComparison.Ordinal);
        Assert.Matches(@"2025-04 +\d+,\d{3}\.\d\d ", narrow.Shown);
    }

    [Fact]
    public async Task Months_have_bars_in_two_colours_and_cohorts_are_a_heat_map_that_can_be_read()
    {
        var (_, months, _) = await shop.Look("tx months", 100);
        var (_, cohorts, _) = await shop.Look("tx cohorts", 100);

        Assert.Equal(["#1f6fb2", "#f0a202"], months.Cells.SelectMany(line => line).Where(cell => cell.Sign == '█').Select(cell => cell.Pen.Foreground).Distinct().Order(StringComparer.Ordinal));
        var heated = cohorts.Cells.SelectMany(line => line).Where(cell => cell.Pen.Background is not null).Select(cell => cell.Pen).Distinct().ToList();
        Assert.InRange(heated.Count, 5, 100);
        Assert.All(heated, pen => Assert.Contains(pen.Foreground, (string?[])["#000000", "#ffffff"]));
    }

    [Fact]
    public async Task Cohorts_of_many_months_are_rounded_where_that_makes_them_fit_and_say_so()
    {
        var (_, screen, _) = await shop.Look("tx cohorts", 80);

        Assert.Contains("Amounts are rounded to fit; --format csv has them to the cent.", screen.Shown, StringComparison.Ordinal);
        Assert.Equal(["cohort", "customers", "total", "03", "04", "05", "06", "07", "08", "09", "10"], Words(Heading(screen, "cohort")));
    }

    [Theory]
    [InlineData("NO_COLOR", "1", false)]
    [InlineData("TERM", "dumb", false)]
    [InlineData("TERM", "xterm", true)]
    public async Task Colours_are_only_where_they_are_wanted(string variable, string value, bool coloured)
    {
        var (_, screen, written) = await shop.Look("tx months; tx cohorts; tx weeks; tx mnoths", 80, new Dictionary<string, string> { [variable] = value, ["COLORTERM"] = "" });

        Assert.Equal(coloured, written.Contains('\e', StringComparison.Ordinal));
        Assert.Equal(0, screen.Broken);
    }

    [Fact]
    public async Task Legacy_locale_gets_plain_signs()
    {
        var (_, screen, _) = await shop.Look("tx months; tx status; tx weeks; tx cohorts", 80, new Dictionary<string, string> { ["LANG"] = "C" });

        Assert.All(screen.Lines, line => Assert.True(System.Text.Ascii.IsValid(line), line));
        Assert.Contains("#", screen.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_that_goes_away_is_no_trouble_and_a_file_gets_no_escape_codes()
    {
        var (status, screen, _) = await shop.Look("tx transactions --limit 400 | head -n 2; tx months > months.txt 2> trouble.txt; cat trouble.txt", 80);

        Assert.Equal(ExitStatus.Done, status);
        Assert.Equal(2, screen.Shown.Split('\n').Length);
        Assert.DoesNotContain('\e', await File.ReadAllTextAsync(shop.Work["months.txt"], TestContext.Current.CancellationToken));
    }

    private static string Heading(Screen screen, string first) => screen.Lines.First(line => line.StartsWith(first, StringComparison.Ordinal));

    private static string[] Words(string line) => Blanks().Split(line);

    [GeneratedRegex(" +", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
