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

    /// <summary>To be called before anything is done that reading does not do.</summary>
    /// <exception cref="TxException">This person may not, or no longer.</exception>
    public async Task DemandOperate()
    {
        if (await May(AccessScope.Operate))
            return;
        throw new TxException(TxError.Invalid, await IsSignedIn()
            ? $"the key '{await KeyName()}' may only read; sign in with one of scope operate"
            : "the session has ended; sign in again");
    }

    private async Task<ClaimsPrincipal> Person() => (await asking.GetAuthenticationStateAsync()).User;
}
