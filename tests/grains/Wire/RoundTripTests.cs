using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Tx.Grains.Tests.Wire;

/// <summary>What crosses between processes arrives as it was sent. The engine of one process sends nothing.</summary>
public sealed class RoundTripTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Serializer = "Orleans.Serialization.Serializer, Orleans.Serialization";

    private static readonly JsonSerializerOptions Whole = new() { IncludeFields = true };

    [Fact]
    public void Records_arrive_as_they_were_sent()
    {
        var serializer = Type.GetType(Serializer) is { } type ? silo.Services.GetRequiredService(type) : null;
        Assert.SkipWhen(serializer is null, "this engine is one process");
        var records = Serialized().ToList();
        Assert.InRange(records.Count, 50, int.MaxValue);
        foreach (var sent in records.SelectMany(SampleValue.Of))
        {
            var bytes = Call(serializer, "SerializeToArray", [typeof(object)], sent);

            var arrived = Call(serializer, "Deserialize", [typeof(byte[])], bytes);

            Assert.Equal(sent.GetType(), arrived.GetType());
            Assert.Equal(Text(sent), Text(arrived));
        }
    }

    private static IEnumerable<Type> Serialized() =>
        from assembly in (Assembly[])[typeof(TxException).Assembly, Assembly.Load("Orleans.Tx.Grains")]
        from type in assembly.GetTypes()
        where type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsGenericTypeDefinition && !type.IsAbstract
        select type;

    private static object Call(object serializer, string method, Type[] parameters, object argument) => serializer.GetType().GetMethods()
        .Single(candidate => candidate.Name == method && candidate.IsGenericMethodDefinition && candidate.GetParameters() is [{ ParameterType: var only }]
            && (parameters[0] == typeof(object) ? only.IsGenericMethodParameter : only == parameters[0]))
        .MakeGenericMethod(typeof(object))
        .Invoke(serializer, [argument])!;

    private static string Text(object value) => value is Exception failure
        ? $"{failure.Message} {string.Join(", ", failure.GetType().GetProperties().Where(own => own.DeclaringType == failure.GetType()).Select(own => own.GetValue(failure)))}"
        : JsonSerializer.Serialize(value, value.GetType(), Whole);
}
