; The installer for Windows: `package.py` gives VERSION, SOURCE and INTO. It needs no administrator's rights.
; Projects, models and preferences are not in the program's folder and stay when it is removed.
[Setup]
AppId={{7B0A5C4E-3C5C-4F7E-9C52-5A0C53544F43}
AppName=SOC Studio
AppVersion={#VERSION}
AppPublisher=The SOC Studio developers
DefaultDirName={autopf}\SOC Studio
DefaultGroupName=SOC Studio
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#SOURCE}\LICENSE
SetupIconFile=..\..\..\build\program\soc-studio.ico
UninstallDisplayIcon={app}\SOC Studio.exe
OutputDir={#INTO}
OutputBaseFilename=soc-studio-{#VERSION}-windows-x64
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
ChangesEnvironment=yes
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
english.Types=Open SOC Studio projects (.soc) with this program
german.Types=SOC-Studio-Projekte (.soc) mit diesem Programm öffnen
english.Path=Let terminals know the command soc-studio
german.Path=Den Befehl soc-studio in Terminals bekannt machen

[Tasks]
Name: "types"; Description: "{cm:Types}"
Name: "path"; Description: "{cm:Path}"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#SOURCE}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\SOC Studio"; Filename: "{app}\SOC Studio.exe"
Name: "{autodesktop}\SOC Studio"; Filename: "{app}\SOC Studio.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.soc"; ValueType: string; ValueData: "SocStudio.Project"; Flags: uninsdeletevalue; Tasks: types
Root: HKA; Subkey: "Software\Classes\SocStudio.Project"; ValueType: string; ValueData: "SOC Studio project"; Flags: uninsdeletekey; Tasks: types
Root: HKA; Subkey: "Software\Classes\SocStudio.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\SOC Studio.exe,0"; Tasks: types
Root: HKA; Subkey: "Software\Classes\SocStudio.Project\shell\open\command"; ValueType: string; ValueData: """{app}\SOC Studio.exe"" ""%1"""; Tasks: types
; "Open with" for videos, without taking them from other programs.
Root: HKA; Subkey: "Software\Classes\Applications\SOC Studio.exe\shell\open\command"; ValueType: string; ValueData: """{app}\SOC Studio.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\SOC Studio.exe\SupportedTypes"; ValueType: string; ValueName: ".mp4"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\SOC Studio.exe\SupportedTypes"; ValueType: string; ValueName: ".mov"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\SOC Studio.exe\SupportedTypes"; ValueType: string; ValueName: ".mkv"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\SOC Studio.exe\SupportedTypes"; ValueType: string; ValueName: ".webm"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\SOC Studio.exe\SupportedTypes"; ValueType: string; ValueName: ".avi"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\SOC Studio.exe\SupportedTypes"; ValueType: string; ValueName: ".soc"; ValueData: ""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: NeedsPath; Tasks: path

[Run]
Filename: "{app}\SOC Studio.exe"; Parameters: "--sample"; Description: "{cm:LaunchProgram,SOC Studio}"; Flags: nowait postinstall skipifsilent

[Code]
function NeedsPath(): Boolean;
var
  Path: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + ExpandConstant('{app}') + ';', ';' + Path + ';') = 0;
end;
