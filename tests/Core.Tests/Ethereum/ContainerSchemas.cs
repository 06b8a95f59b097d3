using System.Reflection;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ssz;
using Phase0Attestation = TrustlessPools.Ethereum.Containers.Phase0.Attestation;

namespace TrustlessPools.Core.Tests.Ethereum;

/// <summary>
/// Finds containers by the specification's names, so that tests need no list that could miss one.
/// </summary>
internal static class ContainerSchemas
{
    private static readonly string Current = typeof(Attestation).Namespace!;
    private static readonly string Phase0 = typeof(Phase0Attestation).Namespace!;

    /// <summary>
    /// The record that a name of a fork means: its own form, or the one that no fork has changed.
    /// </summary>
    public static Type RecordOf(string name, bool isPhase0)
    {
        Assembly assembly = typeof(Attestation).Assembly;
        Type? own = isPhase0 ? assembly.GetType($"{Phase0}.{name}") : null;
        Type? record = own ?? assembly.GetType($"{Current}.{name}");
        Assert.True(record is not null, $"There is no container {name}.");
        return record;
    }

    /// <summary>
    /// The names of all containers, of the current fork or of phase0 where that has a form of its own.
    /// </summary>
    public static IEnumerable<string> Names(bool isPhase0) => typeof(Attestation).Assembly.GetTypes()
        .Where(t => t.Namespace == (isPhase0 ? Phase0 : Current) && Schema(t, Preset.Minimal) is not null)
        .Select(static t => t.Name)
        .Order(StringComparer.Ordinal);

    /// <summary>True for a container of either form.</summary>
    public static bool IsContainer(Type type) => type.Namespace == Current || type.Namespace == Phase0;

    /// <summary>Calls a generic method of the caller with a record's schema.</summary>
    /// <param name="test">The object that has the method.</param>
    /// <param name="method">The name of a method with one type parameter.</param>
    /// <param name="record">The container.</param>
    /// <param name="preset">For the containers whose limits depend on it.</param>
    /// <param name="arguments">What the method takes after the schema.</param>
    public static object? Call(
        object test, string method, Type record, Preset preset, params object[] arguments)
    {
        object? schema = Schema(record, preset);
        Assert.True(schema is not null, $"{record.Name} has no schema.");
        return test.GetType().GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(record)
            .Invoke(test, BindingFlags.DoNotWrapExceptions, null, [schema, .. arguments], null);
    }

    private static object? Schema(Type record, Preset preset)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        object? schema = record.GetProperty("Ssz", Static)?.GetValue(null)
            ?? record.GetMethod("SszFor", Static)?.Invoke(null, [preset]);
        bool isContainer = schema?.GetType() is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(SszContainer<>);
        return isContainer ? schema : null;
    }
}
