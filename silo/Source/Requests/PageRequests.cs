using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>Makes the request for a page.</summary>
internal sealed class PageRequests(SourceOptions source)
{
    private readonly string _base = source.Path.Length == 0 ? source.BaseUrl!.AbsoluteUri : source.BaseUrl!.AbsoluteUri.TrimEnd('/');
    private readonly string? _page = source.Paging.Kind == PagingKind.Page ? Added(source, Placeholders.Page, source.Paging.Page) : null;
    private readonly string? _offset =
        source.Paging.Kind == PagingKind.Offset ? Added(source, Placeholders.Offset, source.Paging.Offset) : null;
    private readonly string? _size = Added(source, Placeholders.Size, source.Paging.Size);
    private readonly ProductInfoHeaderValue _agent = new("Orleans.Tx", typeof(PageRequests).Assembly.GetName().Version!.ToString(3));

    /// <param name="page">The page's place in the week, from 0.</param>
    public HttpRequestMessage For(Week week, long page, RequestValues values, HttpContent body)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address(new PagePlaceholders(source, week, page), values))
        {
            // Exactly 1.1: over HTTP/2 a refused stream is sent anew, which would spend a second request on one permit.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
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
        var address = new StringBuilder(_base);
        var path = Placeholders.Fill(source.Path, name => Uri.EscapeDataString(placeholders.Value(name)));
        if (path.Length > 0)
            address.Append('/').Append(path.AsSpan().TrimStart('/'));

        var separator = '?';
        foreach (var (name, value) in source.Query.SelectMany(each => each.Value.Select(value => (each.Key, value))))
        {
            var filled = SecretReference.TryParse(value) is { } secret ? values.Read[secret] : Placeholders.Fill(value, placeholders.Value);
            Append(name, filled);
        }


        Append(_page, placeholders.Value(Placeholders.Page));
        Append(_offset, placeholders.Value(Placeholders.Offset));
        Append(_size, placeholders.Value(Placeholders.Size));
        if (values.Parameter is { } parameter)
            Append(parameter.Key, parameter.Value);
        return new Uri(address.ToString());

        void Append(string? name, string value)
        {
            if (string.IsNullOrEmpty(name))
                return;
            address.Append(CultureInfo.InvariantCulture, $"{separator}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
            separator = '&';
        }
    }

    /// <summary>A parameter that is added by itself: not where its placeholder stands elsewhere.</summary>
    private static string? Added(SourceOptions source, string placeholder, string? parameter) =>
        RequestTexts.Uses(source, placeholder) ? null : parameter;
}
