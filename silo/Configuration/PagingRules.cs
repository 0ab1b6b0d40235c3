namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of paging.</summary>
internal static class PagingRules
{
    public static void Check(string source, SourceOptions options, ConfigurationErrors errors)
    {
        var (key, paging) = ($"{source}:Paging", options.Paging);
        SourceRules.Range(errors, $"{key}:PageSize", paging.PageSize, 1, 10_000);
        SourceRules.Range(errors, $"{key}:FirstPage", paging.FirstPage, 0, 1_000_000);
        SourceRules.Range(errors, $"{key}:FirstOffset", paging.FirstOffset, 0, 1_000_000);
        Place(paging.TotalPages, "TotalPages");
        Place(paging.Total, "Total");
        Place(paging.HasMore, "HasMore");
        CheckNext(key, options, errors);

        if (paging.Kind == PagingKind.Page)
            Sent(paging.Page, Placeholders.Page, "Page");
        else if (paging.Kind == PagingKind.Offset)
            Sent(paging.Offset, Placeholders.Offset, "Offset");
        else if (paging.Kind == PagingKind.Cursor)
            Sent(paging.Cursor, Placeholders.Cursor, "Cursor");
        if (paging.Size is { } size && options.Query.ContainsKey(size) && !RequestTexts.Uses(options, Placeholders.Size))
            errors.Add($"{key}:Size", $"is '{size}', which is a parameter of Query too; set it to null");

        void Place(JsonPointer? pointer, string name) =>
            errors.Require(pointer is not { Depth: 0 }, $"{key}:{name}", "is empty; allowed: a JSON pointer such as /meta/total, or null");

        void Sent(string? parameter, string placeholder, string name)
        {
            if (RequestTexts.Uses(options, placeholder))
                return;
            if (string.IsNullOrWhiteSpace(parameter))
                errors.Add($"{key}:{name}", $"is empty, and {{{placeholder}}} stands nowhere: every page would be the same");
            else if (options.Query.ContainsKey(parameter))
                errors.Add($"{key}:{name}", $"is '{parameter}', which is a parameter of Query too");
        }
    }

    private static void CheckNext(string key, SourceOptions options, ConfigurationErrors errors)
    {
        var paging = options.Paging;
        var cursor = paging.Kind == PagingKind.Cursor;
        var url = paging.Kind == PagingKind.NextUrl;
        var unused = $"is not used by Kind {paging.Kind}";
        errors.Require(cursor || paging.Cursor is null, $"{key}:Cursor", unused);
        errors.Require(cursor || paging.NextFromLast is null, $"{key}:NextFromLast", unused);
        errors.Require(cursor || url || paging.Next is null, $"{key}:Next", unused);
        errors.Require(!url || paging.Next is not null, $"{key}:Next", "is missing; Kind NextUrl needs a JSON pointer");
        errors.Require(!cursor || paging.Next is null != paging.NextFromLast is null, $"{key}:Next",
            "or NextFromLast is needed by Kind Cursor, one and not both");
    }
}
