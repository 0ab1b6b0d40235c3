namespace Orleans.Tx.Gateway.Rpc;

/// <summary>What fields of messages mean.</summary>
internal static class Fields
{
    /// <summary>A text that was left out is an empty one.</summary>
    public static string? OrNull(this string text) => text.Length == 0 ? null : text;
}
