using System.Text.Json.Serialization;

namespace Orleans.Tx.Simulator.Admin;

/// <summary>Whether the late records appear; turning the switch without saying to what lets them appear.</summary>
[method: JsonConstructor]
internal sealed record LateSwitch(bool Released = true)
{
    public LateSwitch()
        : this(true)
    {
    }
}
