namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>The operations of scripts that are built, recognised, counted or run here.</summary>
/// <remarks>
/// Bytes 0x01 to 0x4b push so many bytes. Every other byte is an operation that is not owned.
/// </remarks>
public enum Opcode : byte
{
    Push0 = 0x00,
    PushLengthMax = 0x4b,
    PushData1 = 0x4c,
    PushData2 = 0x4d,
    PushData4 = 0x4e,
    PushNegative1 = 0x4f,
    Push1 = 0x51,
    Push16 = 0x60,
    Nop = 0x61,
    Verify = 0x69,
    Return = 0x6a,
    Drop = 0x75,
    Dup = 0x76,
    Equal = 0x87,
    EqualVerify = 0x88,
    Hash160 = 0xa9,
    CheckSig = 0xac,
    CheckSigVerify = 0xad,
    CheckMultisig = 0xae,
    CheckMultisigVerify = 0xaf,
    Nop1 = 0xb0,
    CheckLockTimeVerify = 0xb1,
    CheckSequenceVerify = 0xb2,
    CheckTemplateVerify = 0xb3,
    Nop5 = 0xb4,
    Nop10 = 0xb9,
}
