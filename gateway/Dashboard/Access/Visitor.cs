using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Dashboard.Access;

/// <summary>
/// Who looks at a page, and what they may do from it. It is asked each time, on the server: a page may be open for longer than its session.
/// </summary>
internal sealed class Visitor(AuthenticationStateProvider asking, GatewaySecurity security, EndedSessions ended)
{
    /// <summary>Whose key this person signed in with; null where none is needed.</summary>
    public async Task<string?> KeyName() => (await Person()).KeyName;

    /// <summary>The session goes on, or none is needed.</summary>
    public async Task<bool> IsSignedIn() => await May(AccessScope.Read);

    public async Task<bool> May(AccessScope scope)
    {
        if (!security.HasKeys)
            return true;
        var person = await Person();
        return person.May(scope) && ended.IsOpen(person);
    }

    /// <summary>Why this person may only read; null where they may do all else too.</summary>
    public async Task<string?> WhyNotOperate()
    {
        if (await May(AccessScope.Operate))
            return null;
        return await IsSignedIn()
            ? $"the key '{await KeyName()}' may only read; sign in with one of scope operate"
            : "the session has ended; sign in again";
    }

    /// <summary>To be called before anything is done that reading does not do.</summary>
    /// <exception cref="TxException">This person may not, or no longer.</exception>
    public async Task DemandOperate()
    {
        if (await WhyNotOperate() is { } why)
            throw new TxException(TxError.Invalid, why);
    }

    private async Task<ClaimsPrincipal> Person() => (await asking.GetAuthenticationStateAsync()).User;
}
