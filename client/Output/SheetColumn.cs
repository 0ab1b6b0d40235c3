namespace Orleans.Tx.Client.Output;

/// <summary>A column of a sheet.</summary>
/// <param name="Name">Its name in CSV: that of the field in the JSON.</param>
/// <param name="Title">Its heading for people.</param>
/// <param name="IsNumber">Its cells are numbers: set to the right, and never taken for formulas.</param>
internal sealed record SheetColumn(string Name, string Title, bool IsNumber)
{
    public static SheetColumn Text(string name, string? title = null) => new(name, title ?? name, IsNumber: false);

    public static SheetColumn Number(string name, string? title = null) => new(name, title ?? name, IsNumber: true);
}
