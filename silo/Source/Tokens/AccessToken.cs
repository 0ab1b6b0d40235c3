namespace Orleans.Tx.Silo.Source.Tokens;

/// <summary>A token that says who asks.</summary>
/// <param name="text">What is sent.</param>
/// <param name="fetchedAt">When, by the monotonic clock.</param>
/// <param name="lifetime">How long it is accepted; null where the server did not tell.</param>
internal sealed class AccessToken(string text, long fetchedAt, TimeSpan? lifetime)
{
    // So long before its end a token is replaced: a request takes time to arrive.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private bool _used;

    public string Text => text;

    /// <summary>Whether to send it. At least once always: else a token of a short life might never be.</summary>
    public bool MayBeSent(TimeProvider time) =>
        !_used || lifetime is not { } life || time.GetElapsedTime(fetchedAt) < (life > 2 * Margin ? life - Margin : life / 2);

    public void Use() => _used = true;

    /// <summary>Not the token.</summary>
    public override string ToString() => nameof(AccessToken);
}
