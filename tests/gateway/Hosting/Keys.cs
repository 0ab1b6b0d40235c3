using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>Two keys, and the gateway that knows them.</summary>
internal sealed class Keys
{
    public Keys()
    {
        (Reading, var reader) = AccessKey.New("reader", AccessScope.Read);
        (Operating, var operating) = AccessKey.New("operator", AccessScope.Operate);
        Security = new GatewaySecurity([reader, operating]);
    }

    public string Reading { get; }

    public string Operating { get; }

    public GatewaySecurity Security { get; }
}
