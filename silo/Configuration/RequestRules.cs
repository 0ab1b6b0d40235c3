namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of a request's headers, parameters and placeholders.</summary>
internal static class RequestRules
{
    public static void Check(string key, SourceOptions source, ConfigurationErrors errors)
    {
        foreach (var (name, value) in source.Headers)
        {
            var header = $"{key}:Headers:{name}";
            errors.Require(HeaderNames.MaySet(name), header, HeaderNames.Allowed);
            errors.Require(value.All(letter => letter is >= ' ' and <= '~'), header, "is not all printable ASCII, as a header must be");
            CheckSecret(header, name, value, errors);
        }

        var authorized = source.Auth.Kind is AuthKind.Bearer or AuthKind.Basic or AuthKind.OAuth2;
        errors.Require(!authorized || !source.Headers.Keys.Contains("Authorization", StringComparer.OrdinalIgnoreCase),
            $"{key}:Headers:Authorization", $"is set by Auth:Kind {source.Auth.Kind} already");
        foreach (var (name, values) in source.Query)
        {
            foreach (var value in values)
                CheckSecret($"{key}:Query:{name}", name, value, errors);
        }

        foreach (var (path, value) in source.Body?.Values ?? new Dictionary<string, string>())
            CheckSecret($"{key}:Body:{path}", path.Split(':').Last(part => !part.All(char.IsAsciiDigit) || part == path), value, errors);
        CheckPlaceholders(key, source, errors);
    }

    private static void CheckSecret(string key, string name, string value, ConfigurationErrors errors)
    {
        // The name of a page's token is no secret's: what stands there is a placeholder.
        var filled = Placeholders.In(value).Any(placeholder => value == $"{{{placeholder}}}");
        if (SecretName.Matches(name) && !filled && SecretReference.TryParse(value) is null)
            errors.Add(key, $"has the name of a secret and holds none of {SecretReference.Allowed}");
    }

    private static void CheckPlaceholders(string key, SourceOptions source, ConfigurationErrors errors)
    {
        foreach (var (place, text) in RequestTexts.Of(source))
        {
            foreach (var name in Placeholders.In(text))
            {
                if (!Placeholders.All.Contains(name))
                    errors.Add($"{key}:{place}", $"holds {{{name}}}; allowed: {Placeholders.Allowed}");
                else if (PagingOf(name) is { } kind && kind != source.Paging.Kind)
                    errors.Add($"{key}:{place}", $"holds {{{name}}}, which only Paging:Kind {kind} fills; it is {source.Paging.Kind}");
            }
        }

        errors.Require(RequestTexts.Uses(source, Placeholders.From), key,
            "asks for every week the same: {from} must stand in Query, Path or Body");
    }

    private static PagingKind? PagingOf(string placeholder) => placeholder switch
    {
        Placeholders.Page => PagingKind.Page,
        Placeholders.Offset => PagingKind.Offset,
        Placeholders.Cursor => PagingKind.Cursor,
        _ => null,
    };
}
