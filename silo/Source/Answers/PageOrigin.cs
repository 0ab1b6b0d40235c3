namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>Where a page came from, beside its body.</summary>
/// <param name="Address">The address that was asked.</param>
/// <param name="Links">Its Link headers.</param>
internal sealed record PageOrigin(Uri Address, IReadOnlyList<string> Links)
{
    public static PageOrigin Of(HttpResponseMessage response) => new(
        response.RequestMessage!.RequestUri!, response.Headers.TryGetValues("Link", out var links) ? [.. links] : []);
}
