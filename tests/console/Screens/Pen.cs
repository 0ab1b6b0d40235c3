namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>What a terminal draws the next characters with; colours as <c>#rrggbb</c>, null for the usual ones.</summary>
internal readonly record struct Pen(string? Foreground, string? Background, bool Bold, bool Faint)
{
    // The sixteen that have names, as most terminals show them.
    private static readonly string[] Named =
    [
        "#1c2128", "#e5534b", "#57ab5a", "#c69026", "#539bf5", "#b083f0", "#39c5cf", "#909dab",
        "#636e7b", "#ff938a", "#6bc46d", "#daaa3f", "#6cb6ff", "#dcbdfb", "#56d4dd", "#cdd9e5",
    ];

    /// <summary>Select graphic rendition: ECMA-48, 8.3.117, with the colours of ITU T.416.</summary>
    public Pen After(IReadOnlyList<int> codes)
    {
        var pen = this;
        for (var i = 0; i < codes.Count; i++)
        {
            pen = codes[i] switch
            {
                0 => default,
                1 => pen with { Bold = true },
                2 => pen with { Faint = true },
                22 => pen with { Bold = false, Faint = false },
                >= 30 and <= 37 and var code => pen with { Foreground = Named[code - 30] },
                >= 90 and <= 97 and var code => pen with { Foreground = Named[code - 82] },
                >= 40 and <= 47 and var code => pen with { Background = Named[code - 40] },
                >= 100 and <= 107 and var code => pen with { Background = Named[code - 92] },
                39 => pen with { Foreground = null },
                49 => pen with { Background = null },
                38 => pen with { Foreground = Extended(codes, ref i) },
                48 => pen with { Background = Extended(codes, ref i) },
                _ => pen,
            };
        }

        return pen;
    }

    private static string Extended(IReadOnlyList<int> codes, ref int at)
    {
        if (codes[at + 1] == 2)
        {
            at += 4;
            return Hex(codes[at - 2], codes[at - 1], codes[at]);
        }

        at += 2;
        var colour = codes[at];
        if (colour < 16)
            return Named[colour];
        if (colour >= 232)
            return Hex(8 + (10 * (colour - 232)), 8 + (10 * (colour - 232)), 8 + (10 * (colour - 232)));
        int Part(int divisor) => (colour - 16) / divisor % 6 is > 0 and var step ? 55 + (40 * step) : 0;
        return Hex(Part(36), Part(6), Part(1));
    }

    private static string Hex(int red, int green, int blue) => $"#{red:x2}{green:x2}{blue:x2}";
}
