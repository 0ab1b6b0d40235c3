namespace Orleans.Tx.Gateway.Queries;

/// <summary>In which form rows are answered.</summary>
internal enum RowFormat
{
    Json,
    Csv,

    /// <summary>A JSON object a line.</summary>
    Lines,
}
