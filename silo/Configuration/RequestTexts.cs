namespace Orleans.Tx.Silo.Configuration;

/// <summary>The texts of a source that may hold placeholders.</summary>
internal static class RequestTexts
{
    /// <summary>Each with its key within the source.</summary>
    public static IEnumerable<(string Key, string Text)> Of(SourceOptions source)
    {
        var query = source.Query.SelectMany(parameter => parameter.Value.Select(value => ($"Query:{parameter.Key}", value)));
        var body = (source.Body?.Values ?? new Dictionary<string, string>()).Select(value => ($"Body:{value.Key}", value.Value));
        return query.Prepend(("Path", source.Path)).Concat(body);
    }

    public static bool Uses(SourceOptions source, string placeholder) =>
        Of(source).Any(each => Placeholders.In(each.Text).Contains(placeholder));
}
