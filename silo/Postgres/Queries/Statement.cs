namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>
/// The values of a statement that is put together for a question. Its text is made of the program's own words; what users write is
/// always a value.
/// </summary>
internal sealed class Statement
{
    private readonly List<object?> _values = [];

    public object?[] Values => [.. _values];

    /// <summary>Adds a value.</summary>
    /// <returns>Its place in the text.</returns>
    public string Add(object? value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }
}
