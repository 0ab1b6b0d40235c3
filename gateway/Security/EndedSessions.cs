using System.Collections.Concurrent;
using System.Security.Claims;

namespace Orleans.Tx.Gateway.Security;

/// <summary>
/// Sessions that their person ended, kept for as long as they would have lasted: a cookie that was copied, or a page that is still open,
/// may nothing from then on.
/// </summary>
internal sealed class EndedSessions(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    public void End(ClaimsPrincipal session)
    {
        var now = time.GetUtcNow();
        foreach (var old in _ended.Where(ended => ended.Value <= now))
            _ended.TryRemove(old);
        if (session is { SessionId: { } id, SessionEnd: { } end })
            _ended[id] = end;
    }

    /// <summary>Whether a session may still be used, which is true of whoever came without one.</summary>
    public bool IsOpen(ClaimsPrincipal asking) => asking is not { SessionId: { } id, SessionEnd: { } end } || (end > time.GetUtcNow() && !_ended.ContainsKey(id));
}
