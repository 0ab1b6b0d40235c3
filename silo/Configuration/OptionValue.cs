namespace Orleans.Tx.Silo.Configuration;

/// <summary>How values of one type are read from text and written.</summary>
/// <param name="TryParse">The value, or null where the text is none.</param>
/// <param name="Allowed">What is allowed, for an error.</param>
/// <param name="Write">The text that would be read as the value.</param>
/// <param name="MayShow">Whether an error may show a text that is no value.</param>
internal sealed record OptionValue(Func<string, object?> TryParse, string Allowed, Func<object, string> Write, Func<string?, bool> MayShow);
