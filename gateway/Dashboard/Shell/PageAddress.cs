using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Orleans.Tx.Gateway.Dashboard.Shell;

/// <summary>The address of a page, whose query holds all that the page shows: it can be kept, shared and loaded anew.</summary>
internal sealed class PageAddress
{
    private readonly string _path;
    private readonly ImmutableArray<KeyValuePair<string, string>> _query;

    private PageAddress(string path, ImmutableArray<KeyValuePair<string, string>> query) => (_path, _query) = (path, query);

    public static PageAddress Of(NavigationManager navigation)
    {
        var (path, query) = navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0].Split('?', 2) is [var before, var behind] ? (before, behind) : (navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0], "");
        return new PageAddress(path, [.. QueryHelpers.ParseQuery(query).SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))]);
    }

    /// <summary>All parameters as text, but for the source's.</summary>
    public string Query => Written("", _query.RemoveAll(pair => pair.Key == "source"));

    /// <summary>A parameter's value; null where it is not there or empty.</summary>
    public string? Value(string name) => _query.FirstOrDefault(pair => pair.Key == name).Value is { Length: > 0 } value ? value : null;

    /// <summary>The same page with one parameter changed; null or nothing leaves it out.</summary>
    public string With(string name, string? value) => With((name, value));

    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = _query;
        foreach (var (name, value) in changes)
        {
            query = query.RemoveAll(pair => pair.Key == name);
            if (!string.IsNullOrEmpty(value))
                query = query.Add(KeyValuePair.Create(name, value));
        }

        return Written(_path, query);
    }

    /// <summary>The same page without one parameter.</summary>
    public PageAddress Without(string name) => new(_path, _query.RemoveAll(pair => pair.Key == name));

    /// <summary>Another page about the same source.</summary>
    public string OnlySource(string path) => Written(path, [.. _query.Where(pair => pair.Key == "source")]);

    /// <summary>Another address with the same query.</summary>
    public string Under(string path) => Written(path, _query);

    private static string Written(string path, ImmutableArray<KeyValuePair<string, string>> query) =>
        $"/{path}{(query.IsEmpty ? "" : "?")}{string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}";
}
