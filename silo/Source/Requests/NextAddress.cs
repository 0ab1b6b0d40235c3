using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>
/// The URL of a next page, as an API tells it. It is kept as path and query, without the parameters that hold secrets, which are put on
/// anew; and only where it stays on the API's own origin, since the secrets go along.
/// </summary>
internal static class NextAddress
{
    /// <summary>What is kept of it.</summary>
    /// <param name="from">The address of the page that told it: relative ones begin there.</param>
    /// <returns>Null where it is not followed; <paramref name="wrong"/> says why.</returns>
    public static string? Kept(SourceOptions source, Uri from, string told, out string? wrong)
    {
        wrong = null;
        if (!Uri.TryCreate(from, told, out var next))
            wrong = "is no URL";
        else if (next.UserInfo.Length > 0)
            wrong = "holds a user or password";
        else if (Uri.Compare(next, source.BaseUrl, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
            wrong = $"leads to {next.Scheme}://{next.Authority}, and only {source.BaseUrl!.Scheme}://{source.BaseUrl.Authority} is asked, "
                + "as the secret goes along (BaseUrl)";
        return wrong is null ? next!.AbsolutePath + WithoutSecrets(source, next.Query) : null;
    }

    public static Uri Again(SourceOptions source, string kept, RequestValues values)
    {
        var address = new AddressText(source.BaseUrl!.GetLeftPart(UriPartial.Authority) + kept);
        foreach (var (name, secret) in Secret(source))
            address.Add(name, values.Read[secret]);
        address.Add(values.Parameter?.Key, values.Parameter?.Value ?? "");
        return address.ToUri();
    }

    private static string WithoutSecrets(SourceOptions source, string query)
    {
        var secret = Secret(source).Select(each => each.Name).Append(source.Auth.Kind == AuthKind.Query ? source.Auth.Name : null)
            .OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (secret.Count == 0 || query.Length == 0)
            return query;
        var kept = query[1..].Split('&').Where(part => !secret.Contains(Uri.UnescapeDataString(part.Split('=')[0].Replace('+', ' '))));
        return string.Join('&', kept) is { Length: > 0 } rest ? $"?{rest}" : "";
    }

    private static IEnumerable<(string Name, SecretReference Secret)> Secret(SourceOptions source) =>
        source.Query.SelectMany(each => each.Value.Select(value => (each.Key, SecretReference.TryParse(value))))
            .Where(each => each.Item2 is not null).Select(each => (each.Key, each.Item2!));
}
