namespace Orleans.Tx.Silo.Configuration;

/// <summary>How a week's records are split over requests.</summary>
public sealed class PagingOptions
{
    public PagingKind Kind { get; init; } = PagingKind.Page;

    /// <summary>The parameter of the page's number; null or a placeholder elsewhere: none is added.</summary>
    public string? Page { get; init; } = "page";

    /// <summary>The first page's number.</summary>
    public int FirstPage { get; init; } = 1;

    /// <summary>The parameter of the page's size; null or a placeholder elsewhere: none is added.</summary>
    public string? Size { get; init; } = "per_page";

    /// <summary>Records a page.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Where an answer tells how many pages there are; null where it doesn't.</summary>
    public JsonPointer? TotalPages { get; init; } = JsonPointer.Parse("/total_pages");

    /// <summary>Where an answer tells how many records there are; null where it doesn't.</summary>
    public JsonPointer? Total { get; init; } = JsonPointer.Parse("/total");

    /// <summary>The parameter of the offset; null or a placeholder elsewhere: none is added.</summary>
    public string? Offset { get; init; } = "offset";

    /// <summary>The first record's offset.</summary>
    public int FirstOffset { get; init; }

    /// <summary>The parameter of the cursor.</summary>
    public string? Cursor { get; init; }

    /// <summary>Where an answer has the next cursor, or the URL of the next page.</summary>
    public JsonPointer? Next { get; init; }

    /// <summary>Where the last record has the next cursor.</summary>
    public JsonPointer? NextFromLast { get; init; }

    /// <summary>Where an answer tells whether more pages follow.</summary>
    public JsonPointer? HasMore { get; init; }

    /// <summary>Which page is the last where nothing else tells.</summary>
    public PagingEnd End { get; init; } = PagingEnd.Empty;
}
