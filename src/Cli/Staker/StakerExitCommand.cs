using System.CommandLine;
using TrustlessPools.Cli.Operator;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Staker;

/// <summary>
/// <c>tpool staker exit</c>: the transaction by which a staker makes a validator leave, asking nobody.
/// </summary>
/// <remarks>EIP-7002. Needs no operator and no network.</remarks>
internal static class StakerExitCommand
{
    private static readonly JsonShape<WithdrawalRequest> Shape = JsonObject.Of<WithdrawalRequest>()
        .Member("to", JsonShapes.Of(ExecutionAddress.Ssz), static _ => WithdrawalRequest.Contract)
        .Member("data", JsonShapes.Text, static x => Hex.Format(x.ToCallData()))
        .Member("exit", JsonShapes.Boolean, static x => x.IsExit)
        .Build(static m =>
        {
            _ = m.Take<ExecutionAddress>();
            byte[] data = Hex.Parse(m.Take<string>());
            return new(
                new(new ByteString(data.AsSpan(0, 48))),
                new(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(data.AsSpan(48))));
        });

    internal static Command Create()
    {
        var validator = new Option<string>("--validator")
        {
            Description = "The validator's public key; 'tpool pool show' names a pool's.",
            Required = true,
            HelpName = "0x…",
        };
        var amount = new Option<string?>("--amount")
        {
            Description =
                "Pays only so many ETH out, where the validator's credentials are of type 0x02; all unless given.",
            HelpName = "ETH",
        };
        Option<bool> json = OperatorOptions.Json();
        var command = new Command(
            "exit",
            """
            Print the transaction that makes a validator leave (EIP-7002). You send it yourself, from the withdrawal
            address: neither the operators nor the pool chain are asked, and this command asks nobody either.

            Example:
              tpool staker exit --validator 0x…
            """)
        {
            validator, amount, json,
        };
        command.SetAction(result =>
        {
            var request = new WithdrawalRequest(
                Arguments.PublicKey("--validator", result.GetRequiredValue(validator)),
                result.GetValue(amount) is { } text ? Part(text) : default);
            Console.WriteLine(result.GetValue(json) ? Shape.ToText(request) : Text(request));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>An amount of nothing would make the validator leave, which nobody means by it.</summary>
    private static Gwei Part(string text)
    {
        Gwei amount = Arguments.Ether("--amount", text);
        return amount.Value > 0
            ? amount
            : throw new UsageException(new(
                "BadAmount", $"--amount '{text}'", "above 0; without the option the validator leaves"));
    }

    private static string Text(WithdrawalRequest request)
    {
        string what = request.IsExit
            ? "the validator leaves, and its whole balance is paid out"
            : $"{request.Amount.Value} Gwei are paid out";
        return $"""
            A transaction of the execution layer, by which {what}:

              from   the validator's withdrawal address; from any other it does nothing
              to     {WithdrawalRequest.Contract}
              data   {Hex.Format(request.ToCallData())}
              value  the fee in wei, as the contract tells it; what is more is not given back

            Read the fee first: a call without data returns it as 32 bytes. It rises while many ask.

              cast call {WithdrawalRequest.Contract}
              cast send {WithdrawalRequest.Contract} {Hex.Format(request.ToCallData())} --value FEE

            Nothing tells you if it is refused: look at the validator a few minutes later.
            """;
    }
}
