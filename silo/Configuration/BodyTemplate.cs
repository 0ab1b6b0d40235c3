namespace Orleans.Tx.Silo.Configuration;

/// <summary>The JSON body of a POST, as the configuration holds it.</summary>
/// <param name="Values">
/// Every value of the document by the path to it, such as <c>filter:from</c>: text; numbers, truth values, nulls and what is empty as JSON
/// writes them; and text that would be taken for one of those in its quotes.
/// </param>
public sealed record BodyTemplate(IReadOnlyDictionary<string, string> Values);
