; What the installer does besides Tauri's own script. The trial installer includes this file too, so it is tried under wine.

; Where the app keeps its settings and its ledger, by the same name in both folders: Settings::file and Ledger::file of poster-host.
!define OWN_FOLDER "poster-companion"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\poster.exe"

; `poster` can be started by its name from the Run dialog and with `start poster`.
!macro NSIS_HOOK_POSTINSTALL
  WriteRegStr SHCTX "${APP_PATHS}" "" "$INSTDIR\poster.exe"
!macroend

; Tauri deletes the folders that are named after the identifier; only the web view's data is there.
!macro NSIS_HOOK_POSTUNINSTALL
  ReadRegStr $R7 SHCTX "${APP_PATHS}" ""
  ${If} $R7 == "$INSTDIR\poster.exe"
    DeleteRegKey SHCTX "${APP_PATHS}"
  ${EndIf}
  ${If} $DeleteAppDataCheckboxState = 1
  ${AndIf} $UpdateMode <> 1
    SetShellVarContext current
    RMDir /r "$APPDATA\${OWN_FOLDER}"
    RMDir /r "$LOCALAPPDATA\${OWN_FOLDER}"
  ${EndIf}
!macroend
