namespace Orleans.Tx.Client.Output;

/// <summary>A column of a sheet.</summary>
/// <param name="Name">Its name in CSV: that of the field in the JSON.</param>
/// <param name="Title">Its heading for people.</param>
/// <param name="IsNumber">Its cells are numbers: set to the right, and never taken for formulas.</param>
internal sealed record SheetColumn(string Name, string Title, bool IsNumber)
{
    /// <summary>Columns of the highest rank are the first that a narrow screen leaves out; those of rank 0 always stay.</summary>
    public int Rank { get; init; }

    /// <summary>What is done with its cells where the screen is too narrow for them.</summary>
    public WhenNarrow WhenNarrow { get; init; }

    public static SheetColumn Text(string name, string? title = null, int rank = 0) => new(name, title ?? name, IsNumber: false) { Rank = rank };

    public static SheetColumn Number(string name, string? title = null, int rank = 0) => new(name, title ?? name, IsNumber: true) { Rank = rank };

    /// <summary>A text of any length, of which the beginning tells enough.</summary>
    public static SheetColumn Clipped(string name, string title, int rank = 0) => Text(name, title, rank) with { WhenNarrow = WhenNarrow.Clipped };

    /// <summary>A sentence, which is told below the table where it has no room in it.</summary>
    public static SheetColumn Sentence(string name, string title) => Text(name, title) with { WhenNarrow = WhenNarrow.Below };
}
