using System.Text.Json;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Requests;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>Finds how the page that follows is to be asked for.</summary>
internal sealed class NextPage(SourceOptions source)
{
    private readonly PagingOptions _paging = source.Paging;

    /// <summary>Whether pages follow; null where the answer does not tell.</summary>
    public bool? HasMore(JsonElement document)
    {
        if (_paging.HasMore is not { } pointer || !pointer.TryFind(document, out var told))
            return null;
        return told.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(told.GetString(), out var flag) => flag,
            JsonValueKind.Number when told.TryGetInt32(out var number) && number is 0 or 1 => number == 1,
            _ => null,
        };
    }

    /// <summary>The token of the next page; null on the last.</summary>
    /// <param name="wrong">What is wrong with it, in a sentence; null where nothing is.</param>
    public string? Find(JsonElement document, JsonElement items, bool? hasMore, PageOrigin origin, ApiWords words, out string? wrong)
    {
        wrong = null;
        if (hasMore == false || _paging.Kind is PagingKind.Page or PagingKind.Offset)
            return null;
        var told = _paging.Kind == PagingKind.Link ? LinkHeader.Target(origin.Links, "next") : Told(document, items, out wrong);
        if (wrong is not null)
            return null;
        if (string.IsNullOrEmpty(told))
        {
            wrong = hasMore == true ? $"The answer tells that more pages follow ({_paging.HasMore}), and has no {Place} to ask for them" : null;
            return null;
        }

        return Checked(told, origin, words, out wrong);
    }

    private string? Checked(string told, PageOrigin origin, ApiWords words, out string? wrong)
    {
        wrong = null;
        var token = told;
        if (_paging.Kind != PagingKind.Cursor)
        {
            if (NextAddress.Kept(source, origin.Address, told, out var why) is not { } kept)
            {
                wrong = $"The URL of the next page ({Place}) {words.Of(why!)}";
                return null;
            }

            token = kept;
        }

        if (!PageCursor.MayBeToken(token))
            wrong = $"What the answer has at {Place} for the next page is longer than {PageCursor.MaxTokenLength} characters, or holds a NUL";
        else if (words.Hide(token))
            wrong = $"What the answer has at {Place} for the next page holds a secret of this source, which must not be stored";
        return wrong is null ? token : null;
    }

    private string? Told(JsonElement document, JsonElement items, out string? wrong)
    {
        wrong = null;
        var count = items.ValueKind == JsonValueKind.Array ? items.GetArrayLength() : 0;
        if (_paging.NextFromLast is not null && count == 0)
            return null;
        var (pointer, from) = _paging.NextFromLast is { } last ? (last, items[count - 1]) : (_paging.Next!, document);
        if (!pointer.TryFind(from, out var told))
            told = default;
        if (told.ValueKind is JsonValueKind.String)
            return told.GetString();
        if (told.ValueKind is JsonValueKind.Number && _paging.Kind == PagingKind.Cursor)
            return told.GetRawText();

        // A last page may well tell nothing; but the last record of a page must tell where the next begins.
        if (_paging.NextFromLast is not null)
            wrong = $"The last record of the page has no text or number at {Place}";
        else if (told.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False))
            wrong = $"What the answer has at {Place} for the next page is no text";
        return null;
    }

    private string Place => _paging.Kind switch
    {
        PagingKind.Link => "Link header with rel=\"next\"",
        _ when _paging.NextFromLast is { } last => $"'{last}' (Paging:NextFromLast)",
        _ => $"'{_paging.Next}' (Paging:Next)",
    };
}
