using System.Net;
using System.Net.Http.Headers;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>Makes the request for a page.</summary>
internal sealed class PageRequests(SourceOptions source)
{
    private readonly string _base = source.Path.Length == 0 ? source.BaseUrl!.AbsoluteUri : source.BaseUrl!.AbsoluteUri.TrimEnd('/');
    private readonly bool _linked = source.Paging.Kind is PagingKind.Link or PagingKind.NextUrl;
    private readonly PagingKind _kind = source.Paging.Kind;
    private readonly string? _page = Added(source, Placeholders.Page, source.Paging.Page);
    private readonly string? _offset = Added(source, Placeholders.Offset, source.Paging.Offset);
    private readonly string? _cursor = Added(source, Placeholders.Cursor, source.Paging.Cursor);
    private readonly string? _size = Added(source, Placeholders.Size, source.Paging.Size);
    private readonly PageBody? _body = source.Body is { } body ? new PageBody(body) : null;
    private readonly ProductInfoHeaderValue _agent = new("Orleans.Tx", typeof(PageRequests).Assembly.GetName().Version!.ToString(3));

    /// <param name="sent">Tells whether the request went out.</param>
    public HttpRequestMessage For(Week week, PageCursor page, RequestValues values, out SingleSendContent sent)
    {
        var placeholders = new PagePlaceholders(source, week, page);
        var address = _linked && page.Token is { } token
            ? NextAddress.Again(source, token, values)
            : Address(placeholders, values);
        sent = new SingleSendContent(_body?.Write(placeholders, values));
        var request = new HttpRequestMessage(source.Method == RequestMethod.Post ? HttpMethod.Post : HttpMethod.Get, address)
        {
            // Exactly 1.1: over HTTP/2 a refused stream is sent anew, which would spend a second request on one permit.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = sent,
        };
        foreach (var (name, value) in values.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (!request.Headers.Contains("Accept"))
            request.Headers.Accept.ParseAdd("application/json");
        if (!request.Headers.Contains("User-Agent"))
            request.Headers.UserAgent.Add(_agent);
        return request;
    }

    private Uri Address(PagePlaceholders placeholders, RequestValues values)
    {
        var path = Placeholders.Fill(source.Path, name => Uri.EscapeDataString(placeholders.Value(name)));
        var address = new AddressText(path.Length > 0 ? $"{_base}/{path.TrimStart('/')}" : _base);
        foreach (var (name, value) in source.Query.SelectMany(each => each.Value.Select(value => (each.Key, value))))
        {
            // The first page has no cursor: a parameter that is nothing else is left out.
            if (value == Cursor && placeholders.At.Token is null)
                continue;
            address.Add(name, SecretReference.TryParse(value) is { } secret ? values.Read[secret] : Placeholders.Fill(value, placeholders.Value));
        }

        if (_kind == PagingKind.Page)
            address.Add(_page, placeholders.Value(Placeholders.Page));
        if (_kind == PagingKind.Offset)
            address.Add(_offset, placeholders.Value(Placeholders.Offset));
        if (_kind == PagingKind.Cursor && placeholders.At.Token is { } token)
            address.Add(_cursor, token);
        address.Add(_size, placeholders.Value(Placeholders.Size));
        address.Add(values.Parameter?.Key, values.Parameter?.Value ?? "");
        return address.ToUri();
    }

    private const string Cursor = $"{{{Placeholders.Cursor}}}";

    /// <summary>A parameter that is added by itself: not where its placeholder stands elsewhere.</summary>
    private static string? Added(SourceOptions source, string placeholder, string? parameter) =>
        RequestTexts.Uses(source, placeholder) ? null : parameter;
}
