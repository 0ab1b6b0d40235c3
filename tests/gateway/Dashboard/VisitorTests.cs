using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Orleans.Tx.Gateway.Dashboard.Access;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

/// <summary>What a person may do from a page that is open.</summary>
public sealed class VisitorTests
{
    private readonly Keys _keys = new();
    private readonly ManualClock _clock = new();
    private readonly EndedSessions _ended;

    public VisitorTests() => _ended = new EndedSessions(_clock);

    [Fact]
    public async Task Key_that_operates_may_act() => await Of(Session(_keys.Operating)).DemandOperate();

    [Fact]
    public async Task Key_that_reads_sees_and_may_not_act()
    {
        var reader = Of(Session(_keys.Reading));

        Assert.True(await reader.IsSignedIn());
        var refused = await Assert.ThrowsAsync<TxException>(reader.DemandOperate);
        Assert.Equal("the key 'reader' may only read; sign in with one of scope operate", refused.Message);
    }

    [Fact]
    public async Task Session_that_is_over_may_nothing_from_a_page_that_is_still_open()
    {
        var visitor = Of(Session(_keys.Operating));
        _clock.Advance(Gateway.Security.Session.Length);

        Assert.False(await visitor.IsSignedIn());
        Assert.Equal("the session has ended; sign in again", (await Assert.ThrowsAsync<TxException>(visitor.DemandOperate)).Message);
    }

    [Fact]
    public async Task Session_that_was_ended_elsewhere_may_nothing_from_a_page_that_is_still_open()
    {
        var session = Session(_keys.Operating);
        var (visitor, other) = (Of(session), Of(Session(_keys.Operating)));

        _ended.End(session);

        Assert.False(await visitor.May(AccessScope.Operate));
        Assert.True(await other.May(AccessScope.Operate));
    }

    [Fact]
    public async Task Nobody_may_anything_where_there_are_keys() => Assert.False(await Of(new ClaimsPrincipal(new ClaimsIdentity())).IsSignedIn());

    [Fact]
    public async Task Everybody_of_this_machine_may_everything_where_there_are_none() =>
        await new Visitor(new Asking(new ClaimsPrincipal(new ClaimsIdentity())), GatewaySecurity.Loopback, _ended).DemandOperate();

    private ClaimsPrincipal Session(string key) =>
        AccessClaims.OfSession(_keys.Security.Find(key)!, Gateway.Security.Session.Scheme, _clock.GetUtcNow() + Gateway.Security.Session.Length);

    private Visitor Of(ClaimsPrincipal person) => new(new Asking(person), _keys.Security, _ended);

    private sealed class Asking(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person));
    }
}
